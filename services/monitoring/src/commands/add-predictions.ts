import { readLoggedChunk } from '../adapters/prediction-log.ts'
import type { Context } from '../context.ts'
import { largest } from '../domain/largest.ts'
import { outputOf } from '../domain/monitor.ts'
import { sketchChunk } from '../domain/sketch-chunk.ts'
import { windowStartMs } from '../domain/window.ts'
import { addFeatureSketches } from '../store/feature-sketches.ts'
import { addLoggedPredictions } from '../store/logged-predictions.ts'
import { countPredictions, lockMonitor, reach } from '../store/monitors.ts'
import { addOutcomeWindows } from '../store/outcome-windows.ts'
import { addErrors } from '../store/performance-windows.ts'
import { insertChunk } from '../store/prediction-chunks.ts'
import { listReferences } from '../store/reference-profiles.ts'
import { countInTestWindows } from '../store/test-windows.ts'

type LoggedChunk = { endpoint: string; model: string; chunkDigest: string; rowCount: number }

/** Adds a chunk of logged predictions to the windows and joins it with the outcomes known before it; once. */
export async function addPredictions(context: Context, chunk: LoggedChunk): Promise<void> {
  const { db, artifacts, tables, now } = context
  const path = await artifacts.path(chunk.chunkDigest)
  await db.transaction().execute(async (tx) => {
    // The monitor's lock also orders this with arriving outcomes: neither misses the other. What comes before the
    // endpoint or its first version is known here fails, and comes again.
    const monitor = await lockMonitor(tx, chunk.endpoint)
    const output = outputOf(monitor)
    if (!(await insertChunk(tx, { ...chunk, receivedAt: now() }))) return
    await countPredictions(tx, chunk.endpoint, chunk.rowCount)

    const { features, predictions } = await readLoggedChunk(tables, path, output, monitor)
    const references = await listReferences(tx, chunk.model, features.partitions)
    await addFeatureSketches(tx, chunk.endpoint, sketchChunk(features, references, monitor))
    const windows = Array.from(features.predictedAtMs, (ms) => ({
      windowStartMs: windowStartMs(ms, monitor),
      count: 1,
    }))
    await countInTestWindows(tx, monitor, 'predictions', windows, now())

    const sums = await addLoggedPredictions(tx, chunk.endpoint, predictions, now())
    await addErrors(tx, chunk.endpoint, sums)
    await addOutcomeWindows(tx, chunk.endpoint, sums)
    const newest = largest(features.predictedAtMs)
    if (newest !== undefined) await reach(tx, chunk.endpoint, { predictedThrough: new Date(newest) })
  })
}
