/** Rows of features in columns; `columns[f]` holds feature f of rows 0 to `rows` − 1. */
export type Columns = { rows: number; columns: Float32Array[] }

/** Feature values sorted into bins: value x is in bin b when edges[b − 1] < x <= edges[b]. */
export type Bins = { edges: Float32Array[]; codes: Uint8Array[] }

export const binsPerFeature = 64

const sampleLimit = 20_000

/** Bin edges at the quantiles of each feature; every edge is a value of the data, so float32 compares exactly. */
export function findEdges(data: Columns, rows: Int32Array, bins = binsPerFeature): Float32Array[] {
  const step = Math.max(1, Math.floor(rows.length / sampleLimit))
  return data.columns.map((column) => {
    const sample = new Float32Array(Math.ceil(rows.length / step))
    for (let k = 0; k < sample.length; k++) sample[k] = column[rows[k * step]!]!
    sample.sort()
    const edges: number[] = []
    for (let b = 1; b < bins; b++) {
      const edge = sample[Math.floor((b * (sample.length - 1)) / bins)]!
      if (edge !== edges.at(-1) && edge < sample[sample.length - 1]!) edges.push(edge)
    }
    return Float32Array.from(edges)
  })
}

/** The bin of every given row in every feature, in the order of the rows. */
export function assignBins(data: Columns, rows: Int32Array, edges: Float32Array[]): Bins {
  const codes = edges.map((cuts, f) => {
    const column = data.columns[f]!
    const result = new Uint8Array(rows.length)
    for (let k = 0; k < rows.length; k++) result[k] = binOf(cuts, column[rows[k]!]!)
    return result
  })
  return { edges, codes }
}

function binOf(edges: Float32Array, value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= edges[middle]!) high = middle
    else low = middle + 1
  }
  return low
}
