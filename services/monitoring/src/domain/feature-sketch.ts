import { binCount, binOf, edgeCount } from './histogram.ts'

/** The training distribution of all features of one partition, packed feature by feature. */
export type Reference = {
  partition: string
  versionId: string
  features: string[]
  /** features × 15 */
  edges: Float64Array
}

/** How the features of one partition were distributed in one window; sketches over equal edges merge by adding. */
export type FeatureSketch = {
  partition: string
  referenceVersionId: string
  windowStartMs: number
  count: number
  /** One sum for each feature. */
  sums: Float64Array
  /** features × 16 */
  counts: Float64Array
}

export function emptySketch(reference: Reference, windowStartMs: number): FeatureSketch {
  return {
    partition: reference.partition,
    referenceVersionId: reference.versionId,
    windowStartMs,
    count: 0,
    sums: new Float64Array(reference.features.length),
    counts: new Float64Array(reference.features.length * binCount),
  }
}

/** Counts one prediction; `columns` holds the logged feature columns in the reference's order, undefined where one was not logged. */
export function addRow(
  sketch: FeatureSketch,
  reference: Reference,
  columns: readonly (ArrayLike<number> | undefined)[],
  row: number,
): void {
  sketch.count++
  for (let feature = 0; feature < columns.length; feature++) {
    const column = columns[feature]
    if (!column) continue
    const value = column[row] as number
    const bin = binOf(reference.edges, feature * edgeCount, value)
    const slot = feature * binCount + bin
    sketch.counts[slot] = (sketch.counts[slot] as number) + 1
    sketch.sums[feature] = (sketch.sums[feature] as number) + value
  }
}
