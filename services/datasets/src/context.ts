import type { ArtifactStore } from '@headway/artifacts/store'
import type { ServiceContext } from '@headway/kit/service'
import type { SliceReader } from './adapters/slice-reader.ts'
import type { Workshop } from './adapters/workshop.ts'
import type { DatasetsSettings } from './config.ts'
import { createLoaders, type Loaders } from './resolvers/loaders.ts'
import type { Database } from './store/database.ts'

export type Adapters = {
  artifacts: ArtifactStore
  workshop: Workshop
  slices: SliceReader
}

export type Context = ServiceContext<Database, DatasetsSettings> & Adapters & { loaders: Loaders }

export function createContext(base: ServiceContext<Database, DatasetsSettings>, adapters: Adapters): Context {
  return { ...base, ...adapters, loaders: createLoaders(base.db) }
}
