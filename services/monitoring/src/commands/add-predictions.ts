import { joinOutcomes } from '../adapters/outcome-join.ts'
import { readPredictionFeatures } from '../adapters/prediction-log.ts'
import type { Context } from '../context.ts'
import { outputOf } from '../domain/monitor.ts'
import { sketchChunk } from '../domain/sketch-chunk.ts'
import { addFeatureSketches } from '../store/feature-windows.ts'
import { countPredictions, lockMonitor } from '../store/monitors.ts'
import { addErrors } from '../store/performance-windows.ts'
import { insertChunk } from '../store/prediction-chunks.ts'
import { listReferences } from '../store/reference-profiles.ts'
import { deleteWaiting, listWaiting } from '../store/waiting-outcomes.ts'

type LoggedChunk = { endpoint: string; model: string; chunkDigest: string; rowCount: number }

/** Adds a chunk of logged predictions to the windows and joins it with the outcomes that waited for it; once. */
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

    const logged = await readPredictionFeatures(tables, path)
    const references = await listReferences(tx, chunk.model, logged.partitions)
    await addFeatureSketches(tx, chunk.endpoint, sketchChunk(logged, references, monitor.windowMinutes))

    const waiting = await listWaiting(tx, chunk.endpoint)
    if (waiting.length === 0) return
    const joined = await joinOutcomes(tables, [path], { list: waiting }, output, monitor.windowMinutes)
    await addErrors(tx, chunk.endpoint, joined.errors)
    const still = new Set(joined.unmatched.map(({ subjectId }) => subjectId))
    const found = waiting.map(({ subjectId }) => subjectId).filter((subject) => !still.has(subject))
    await deleteWaiting(tx, chunk.endpoint, found)
  })
}
