import DataLoader from 'dataloader'
import type { Kysely } from 'kysely'
import type { Monitor } from '../domain/monitor.ts'
import type { Database } from '../store/database.ts'
import { findMonitors } from '../store/monitors.ts'

export type Loaders = { monitor: DataLoader<string, Monitor | null> }

export function createLoaders(db: Kysely<Database>): Loaders {
  return {
    monitor: new DataLoader(async (endpoints: readonly string[]) => {
      const found = await findMonitors(db, endpoints)
      return endpoints.map((endpoint) => found.get(endpoint) ?? null)
    }),
  }
}
