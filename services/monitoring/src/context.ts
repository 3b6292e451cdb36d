import type { ArtifactStore } from '@headway/artifacts/store'
import type { ServiceContext } from '@headway/kit/service'
import type { Tables } from '@headway/tables/tables'
import type { MonitoringSettings } from './config.ts'
import { createLoaders, type Loaders } from './resolvers/loaders.ts'
import type { Database } from './store/database.ts'

export type Adapters = { artifacts: ArtifactStore; tables: Tables }

export type Context = ServiceContext<Database, MonitoringSettings> & Adapters & { loaders: Loaders }

export function createContext(
  base: ServiceContext<Database, MonitoringSettings>,
  adapters: Adapters,
): Context {
  return { ...base, ...adapters, loaders: createLoaders(base.db) }
}
