import { servedState } from '../adapters/restore-served.ts'
import type { Context } from '../context.ts'

/** Keeps on disk what is served now, and of the files only those that are needed. */
export async function saveServed({
  cache,
  checked,
  images,
  fleet,
  loader,
  predictor,
  log,
}: Context): Promise<void> {
  try {
    await cache.saveState(servedState(fleet))
    await checked.save((key) => predictor.sessions.isHeld(key))
    const needed = loader.neededFiles()
    await cache.prune(needed)
    await images.prune(needed)
  } catch (error) {
    log.warn({ err: error }, 'the local cache cannot be written')
  }
}
