import type { Context } from '../context.ts'
import { configure, type Monitor, type MonitorChange } from '../domain/monitor.ts'
import { lockMonitor, saveMonitor } from '../store/monitors.ts'

export function configureMonitor({ db }: Context, endpoint: string, change: MonitorChange): Promise<Monitor> {
  return db.transaction().execute(async (tx) => {
    const monitor = configure(await lockMonitor(tx, endpoint), change)
    await saveMonitor(tx, monitor)
    return monitor
  })
}
