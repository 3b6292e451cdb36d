import { join } from 'node:path'
import { openArtifactStore } from '@headway/artifacts/store'
import { defineService } from '@headway/kit/service'
import { openAuditSigner } from './adapters/audit-signer.ts'
import { openUploadFolder } from './adapters/upload-folder.ts'
import { registrySettings } from './config.ts'
import { createContext } from './context.ts'
import { onPromotionRequested } from './handlers/promotion-requested.ts'
import { onVersionProposed } from './handlers/version-proposed.ts'
import { resolvers } from './resolvers/index.ts'
import { addArtifactRoutes } from './routes/artifact-routes.ts'

export const service = defineService({
  name: 'registry',
  port: 4001,
  settings: registrySettings,
  schema: new URL('../schema.graphql', import.meta.url),
  resolvers,
  migrations: new URL('./store/migrations/', import.meta.url),
  handlers: [onVersionProposed, onPromotionRequested],
  open: async ({ settings }) => {
    const artifacts = await openArtifactStore(settings.HEADWAY_ARTIFACTS)
    const folder = settings.HEADWAY_WORK_DIR ?? join(settings.HEADWAY_ARTIFACTS, 'registry')
    const signer = await openAuditSigner(settings.HEADWAY_AUDIT_KEY, folder)
    const uploads = await openUploadFolder(
      join(folder, 'uploads'),
      artifacts,
      settings.HEADWAY_ARTIFACT_LIMIT,
    )
    return { artifacts, signer, uploads }
  },
  context: createContext,
  routes: addArtifactRoutes,
})
