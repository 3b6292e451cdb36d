import { checkDeadline, type ResidentSet } from './resident-set.ts'
import type { RunRequest } from './thread-messages.ts'

/** Slots run together: between groups the thread turns to its messages, so that a big request delays others little. */
const groupSize = 64
const maxRowsOfRun = 8192

/** Runs each slot's rows through its model; answers one column for each output, in the order of the rows. */
export async function runRows(
  residents: ResidentSet,
  { slots, counts, features, width, layout, outputs, deadline }: RunRequest,
): Promise<Float32Array<ArrayBuffer>[]> {
  const columns = outputs.map(() => new Float32Array(features.length / Math.max(width, 1)))
  const target = { width, layout, outputs, columns }
  let row = 0
  for (let from = 0; from < slots.length; from += groupSize) {
    checkDeadline(deadline)
    const group = await residents.acquire(slots.subarray(from, from + groupSize), deadline)
    try {
      const started: Promise<void>[] = []
      for (const [at, { model }] of group.entries()) {
        const end = row + (counts[from + at] ?? 0)
        while (row < end) {
          const rows = Math.min(end - row, maxRowsOfRun)
          const part = {
            ...target,
            features: features.subarray(row * width, (row + rows) * width),
            rows,
            at: row,
          }
          if (model) started.push(model.run(part))
          row += rows
        }
      }
      // All are awaited even when one fails: a model may only be unloaded when it does not run any more.
      for (const run of await Promise.allSettled(started)) if (run.status === 'rejected') throw run.reason
    } finally {
      residents.letGo(group)
    }
  }
  return columns
}
