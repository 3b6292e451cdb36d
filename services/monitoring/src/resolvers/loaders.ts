import DataLoader from 'dataloader'
import type { Kysely } from 'kysely'
import type { Alert } from '../domain/alert.ts'
import type { Monitor } from '../domain/monitor.ts'
import type { Report } from '../domain/report.ts'
import { findAlerts } from '../store/alerts.ts'
import type { Database } from '../store/database.ts'
import { findMonitors } from '../store/monitors.ts'
import { findReports } from '../store/reports.ts'

export type Loaders = {
  monitor: DataLoader<string, Monitor | null>
  report: DataLoader<string, Report | null>
  alert: DataLoader<string, Alert | null>
}

export function createLoaders(db: Kysely<Database>): Loaders {
  return {
    monitor: loader((endpoints) => findMonitors(db, endpoints)),
    report: loader((ids) => findReports(db, ids)),
    alert: loader((ids) => findAlerts(db, ids)),
  }
}

function loader<Value>(
  find: (keys: readonly string[]) => Promise<Map<string, Value>>,
): DataLoader<string, Value | null> {
  return new DataLoader(async (keys: readonly string[]) => {
    const found = await find(keys)
    return keys.map((key) => found.get(key) ?? null)
  })
}
