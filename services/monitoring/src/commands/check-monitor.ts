import type { Context } from '../context.ts'
import type { Monitor } from '../domain/monitor.ts'
import { isClosed } from '../domain/window.ts'
import { lockMonitor, reach } from '../store/monitors.ts'
import { listUntested } from '../store/test-windows.ts'
import { testDueWindows } from './test-due-windows.ts'
import { testWindow } from './test-window.ts'

/**
 * Tests what can be tested now: windows that are closed for good, the open ones as a look that raises nothing. A time
 * `completeThrough` says that all data up to it are here, so that windows need not wait for later data.
 */
export async function checkMonitor(
  context: Context,
  endpoint: string,
  completeThrough: Date | undefined,
): Promise<Monitor> {
  await context.db.transaction().execute(async (tx) => {
    const monitor = await lockMonitor(tx, endpoint)
    if (!completeThrough) return
    const through = new Date(completeThrough.getTime() + monitor.tests.graceMinutes * 60_000)
    await reach(tx, endpoint, { predictedThrough: through, observedThrough: through })
  })
  await testDueWindows(context, 0)
  return context.db.transaction().execute(async (tx) => {
    const monitor = await lockMonitor(tx, endpoint)
    for (const window of await listUntested(tx, endpoint)) {
      if (!isClosed(window, monitor)) {
        await testWindow({ ...context, db: tx }, tx, { monitor, window, isFinal: false })
      }
    }
    return monitor
  })
}
