import type { ArtifactStore } from '@headway/artifacts/store'
import type { ServiceContext } from '@headway/kit/service'
import type { PipelinesSettings } from './config.ts'
import { createLoaders, type Loaders } from './resolvers/loaders.ts'
import type { Database } from './store/database.ts'

export type Adapters = { artifacts: ArtifactStore }

/** What commands, resolvers and handlers are given. */
export type Context = ServiceContext<Database, PipelinesSettings> & Adapters & { loaders: Loaders }

export function createContext(
  base: ServiceContext<Database, PipelinesSettings>,
  { artifacts }: Adapters,
): Context {
  return { ...base, artifacts, loaders: createLoaders(base.db) }
}
