import { predictionLogged, shadowLogged } from '@headway/events/serving'
import { emit } from '@headway/kit/outbox'
import type { Context } from '../context.ts'

const pollMs = 1_000

/** Announces chunks of the prediction log that are in the artifact store, until the signal aborts. */
export async function announcePredictions(open: () => Context, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const context = open()
    await announceChunks(context)
    await context.chunkNotices.wait(pollMs, signal)
  }
}

/** Announces every chunk that was not yet; without a database they stay noted on disk. */
async function announceChunks({ db, chunkNotices, log }: Context): Promise<void> {
  const notices = chunkNotices.list()
  if (notices.length === 0) return
  try {
    await db.transaction().execute(async (tx) => {
      for (const { isShadow, ...notice } of notices) {
        // The id is the chunk's, so that one announced again after a crash is one event.
        const id = `chunk-${notice.chunkDigest}`
        await emit(tx, isShadow ? shadowLogged : predictionLogged, notice, { aggregate: notice.endpoint, id })
      }
    })
  } catch (error) {
    log.debug({ err: error }, 'logged predictions are announced later')
    return
  }
  await chunkNotices.remove(notices)
}
