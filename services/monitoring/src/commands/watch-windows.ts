import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { prune } from './prune.ts'
import { testDueWindows } from './test-due-windows.ts'

const everyMs = 1000
const pruneEveryMs = 600_000

/** Tests windows soon after they close and prunes what is older than it is kept, until the signal aborts. */
export async function watchWindows(context: () => Context, signal: AbortSignal): Promise<void> {
  let prunedAt = 0
  while (!signal.aborted) {
    const now = context()
    await testDueWindows(now, now.settings.HEADWAY_SETTLE_SECONDS * 1000, signal)
    if (Date.now() - prunedAt > pruneEveryMs) {
      await prune(context())
      prunedAt = Date.now()
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined)
  }
}
