import type { FeatureMatrix } from './feature-matrix.ts'
import type { ModelPlace, Route } from './routing.ts'

/** What one inference thread has to run for a request, or any (null): a group of rows for each of its models. */
export type Batch = {
  thread: number | null
  slots: Int32Array<ArrayBuffer>
  /** Rows of each slot, in turn. */
  counts: Int32Array<ArrayBuffer>
  /** The request's row of each of the batch's rows. */
  rows: Int32Array<ArrayBuffer>
}

/** Groups a request's rows by session, then by thread; rows that the baseline answers are in no batch. */
export function planBatches(routes: readonly Route[]): Batch[] {
  const groupOfSlot = new Map<ModelPlace, number[]>()
  for (const [row, { place }] of routes.entries()) {
    if (place === null) continue
    const group = groupOfSlot.get(place)
    if (group) group.push(row)
    else groupOfSlot.set(place, [row])
  }
  const byThread = Map.groupBy(groupOfSlot, ([place]) => place.thread)
  return [...byThread].map(([thread, groups]) => ({
    thread,
    slots: Int32Array.from(groups, ([place]) => place.slot),
    counts: Int32Array.from(groups, ([, rows]) => rows.length),
    rows: Int32Array.from(groups.flatMap(([, rows]) => rows)),
  }))
}

/** A batch as parts of about so many rows, cut between models. */
export function splitBatch({ thread, slots, counts, rows }: Batch, rowsOfPart: number): Batch[] {
  const parts: Batch[] = []
  let [first, firstRow, row] = [0, 0, 0]
  for (const [at, count] of counts.entries()) {
    row += count
    if (row - firstRow < rowsOfPart && at < counts.length - 1) continue
    parts.push({
      thread,
      slots: slots.slice(first, at + 1),
      counts: counts.slice(first, at + 1),
      rows: rows.slice(firstRow, row),
    })
    first = at + 1
    firstRow = row
  }
  return parts
}

/** The batch's rows of the request's features, in the batch's order. */
export function gatherFeatures(
  { values, width }: FeatureMatrix,
  rows: Int32Array,
): Float32Array<ArrayBuffer> {
  const gathered = new Float32Array(rows.length * width)
  for (let at = 0; at < rows.length; at++) {
    const from = (rows[at] ?? 0) * width
    gathered.set(values.subarray(from, from + width), at * width)
  }
  return gathered
}

/** Puts the answers of a batch where the request's rows are. */
export function scatterOutput(target: Float32Array, rows: Int32Array, values: Float32Array): void {
  for (let at = 0; at < rows.length; at++) target[rows[at] ?? 0] = values[at] ?? Number.NaN
}
