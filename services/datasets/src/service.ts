import { openArtifactStore } from '@headway/artifacts/store'
import { defineService } from '@headway/kit/service'
import { SliceReader } from './adapters/slice-reader.ts'
import { Workshop } from './adapters/workshop.ts'
import { datasetsSettings } from './config.ts'
import { createContext } from './context.ts'
import { resolvers } from './resolvers/index.ts'

export const service = defineService({
  name: 'datasets',
  port: 4002,
  settings: datasetsSettings,
  schema: new URL('../schema.graphql', import.meta.url),
  resolvers,
  migrations: new URL('./store/migrations/', import.meta.url),
  handlers: [],
  open: async ({ settings, signal }) => {
    const artifacts = await openArtifactStore(settings.HEADWAY_ARTIFACTS)
    return {
      artifacts,
      slices: await SliceReader.open(artifacts),
      workshop: new Workshop({
        memoryLimit: settings.HEADWAY_DUCKDB_MEMORY,
        threads: settings.HEADWAY_DUCKDB_THREADS,
        workDir: settings.HEADWAY_WORK_DIR,
        signal,
      }),
    }
  },
  context: createContext,
})
