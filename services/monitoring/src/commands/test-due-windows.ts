import type { Context } from '../context.ts'
import { isClosed } from '../domain/window.ts'
import { allMonitors, lockMonitor } from '../store/monitors.ts'
import { listUntested, markTested, type UntestedWindow } from '../store/test-windows.ts'
import { testWindow } from './test-window.ts'

/**
 * Tests every window that has closed and was not tested yet, the oldest first; answers how many. A window into which
 * something came within `settleMs` by the clock waits: what belongs together arrives in several pieces.
 */
export async function testDueWindows(
  context: Context,
  settleMs: number,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0
  for (const monitor of await allMonitors(context.db)) {
    const untested = await listUntested(context.db, monitor.endpoint)
    for (const window of untested) {
      if (signal?.aborted) return count
      if (window.touchedAt.getTime() > context.now().getTime() - settleMs) continue
      if (isClosed(window, monitor) && (await testClosed(context, monitor.endpoint, window))) count++
    }
  }
  return count
}

/** Tests a window in one transaction with what it tells; false where another replica did. */
function testClosed(context: Context, endpoint: string, window: UntestedWindow): Promise<boolean> {
  return context.db.transaction().execute(async (tx) => {
    const monitor = await lockMonitor(tx, endpoint)
    if (!(await markTested(tx, endpoint, window, context.now()))) return false
    await testWindow({ ...context, db: tx }, tx, { monitor, window, isFinal: true })
    return true
  })
}
