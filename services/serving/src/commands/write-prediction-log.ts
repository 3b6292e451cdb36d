import { predictionLogged } from '@headway/events/serving'
import { emit } from '@headway/kit/outbox'
import type { ChunkNotice } from '../adapters/chunk-notices.ts'
import type { PendingChunk } from '../adapters/prediction-log.ts'
import type { Context } from '../context.ts'

/** Writes logged predictions into the artifact store and announces them, until the signal aborts; then all that waits. */
export async function writePredictionLog(open: () => Context, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { predictionLog, settings } = open()
    await predictionLog.waitForChunk(settings.HEADWAY_PREDICTION_LOG_FLUSH_MS, signal)
    await flushPredictionLog(open())
  }
}

export async function flushPredictionLog(context: Context): Promise<void> {
  for (const chunk of context.predictionLog.take()) {
    try {
      await context.chunkNotices.add(await storeChunk(context, chunk))
    } catch (error) {
      context.log.error(
        { err: error, endpoint: chunk.endpoint, rows: chunk.rows },
        'logged predictions are lost',
      )
    } finally {
      context.predictionLog.written(chunk)
    }
  }
  await announceChunks(context)
}

async function storeChunk({ background, artifacts }: Context, chunk: PendingChunk): Promise<ChunkNotice> {
  const { endpoint, model, rows, firstAt, lastAt, featureNames, outputNames, blocks } = chunk
  const { digest } = await artifacts.put(await background.encode({ featureNames, outputNames, blocks }))
  return {
    endpoint,
    model,
    chunkDigest: digest,
    rowCount: rows,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  }
}

/** Announces every chunk that was not yet; without a database they stay noted on disk. */
async function announceChunks({ db, chunkNotices, log }: Context): Promise<void> {
  const notices = chunkNotices.list()
  if (notices.length === 0) return
  try {
    await db.transaction().execute(async (tx) => {
      for (const notice of notices) {
        // The id is the chunk's, so that one announced again after a crash is one event.
        const id = `chunk-${notice.chunkDigest}`
        await emit(tx, predictionLogged, notice, { aggregate: notice.endpoint, id })
      }
    })
  } catch (error) {
    log.debug({ err: error }, 'logged predictions are announced later')
    return
  }
  await chunkNotices.remove(notices)
}
