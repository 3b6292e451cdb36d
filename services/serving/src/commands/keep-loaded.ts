import type { Context } from '../context.ts'

const pauseMs = 30_000

/**
 * Loads what the served versions hold and is not in memory, as far as there is room, whenever a version came or went;
 * requests go first. Until the signal aborts.
 */
export async function keepLoaded(open: () => Context, signal: AbortSignal): Promise<void> {
  const { loader, log } = open()
  while (!signal.aborted) {
    await loader.fill(signal).catch((error) => log.warn({ err: error }, 'a model cannot be loaded ahead'))
    await loader.changed.wait(pauseMs, signal)
  }
}
