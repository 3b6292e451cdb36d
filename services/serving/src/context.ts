import type { ServiceContext } from '@headway/kit/service'
import type { Adapters } from './adapters/open-adapters.ts'
import type { ServingSettings } from './config.ts'
import type { Database } from './store/database.ts'
import { createLoaders, type Loaders } from './store/loaders.ts'

export type Context = ServiceContext<Database, ServingSettings> & Adapters & { loaders: Loaders }

export function createContext(base: ServiceContext<Database, ServingSettings>, adapters: Adapters): Context {
  return { ...base, ...adapters, loaders: createLoaders(base.db) }
}
