import type { Context } from '../context.ts'
import { allMonitors, lockMonitor } from '../store/monitors.ts'
import { pruneJoinRows, pruneReports, pruneWindows } from '../store/pruning.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** However the time of the data jumps, predictions and outcomes wait for each other so long by the clock. */
const leastWaitMs = hourMs

/** Removes what is older than it is kept, by the time of the data. */
export async function prune({ db, settings, now }: Context): Promise<void> {
  for (const { endpoint } of await allMonitors(db)) {
    await db.transaction().execute(async (tx) => {
      const monitor = await lockMonitor(tx, endpoint)
      const reached = Math.max(
        monitor.predictedThrough?.getTime() ?? 0,
        monitor.observedThrough?.getTime() ?? 0,
      )
      if (reached === 0) return
      await pruneJoinRows(tx, endpoint, {
        before: new Date(reached - monitor.outcomeWithinHours * hourMs),
        arrivedBefore: new Date(now().getTime() - leastWaitMs),
      })
      await pruneWindows(tx, endpoint, {
        before: new Date(reached - settings.HEADWAY_WINDOW_RETENTION_DAYS * dayMs),
        receivedBefore: new Date(now().getTime() - settings.HEADWAY_WINDOW_RETENTION_DAYS * dayMs),
      })
      await pruneReports(tx, endpoint, new Date(reached - settings.HEADWAY_REPORT_RETENTION_DAYS * dayMs))
    })
  }
}
