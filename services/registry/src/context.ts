import type { ArtifactStore } from '@headway/artifacts/store'
import type { ServiceContext } from '@headway/kit/service'
import type { AuditSigner } from './adapters/audit-signer.ts'
import type { UploadFolder } from './adapters/upload-folder.ts'
import type { RegistrySettings } from './config.ts'
import type { Database } from './store/database.ts'
import { createLoaders, type Loaders } from './store/loaders.ts'

export type Adapters = { artifacts: ArtifactStore; signer: AuditSigner; uploads: UploadFolder }

export type Context = ServiceContext<Database, RegistrySettings> & Adapters & { loaders: Loaders }

export function createContext(base: ServiceContext<Database, RegistrySettings>, adapters: Adapters): Context {
  return { ...base, ...adapters, loaders: createLoaders(base.db) }
}
