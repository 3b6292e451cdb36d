import { openArtifactStore } from '@headway/artifacts/store'
import { defineService } from '@headway/kit/service'
import { openTables } from '@headway/tables/tables'
import { watchWindows } from './commands/watch-windows.ts'
import { monitoringSettings } from './config.ts'
import { createContext } from './context.ts'
import { onAliasMoved } from './handlers/alias-moved.ts'
import { onEndpointCreated } from './handlers/endpoint-created.ts'
import { onOutcomeObserved } from './handlers/outcome-observed.ts'
import { onPredictionLogged } from './handlers/prediction-logged.ts'
import { resolvers } from './resolvers/index.ts'

export const service = defineService({
  name: 'monitoring',
  port: 4005,
  settings: monitoringSettings,
  schema: new URL('../schema.graphql', import.meta.url),
  resolvers,
  migrations: new URL('./store/migrations/', import.meta.url),
  handlers: [onEndpointCreated, onAliasMoved, onPredictionLogged, onOutcomeObserved],
  open: async ({ settings }) => ({
    artifacts: await openArtifactStore(settings.HEADWAY_ARTIFACTS),
    tables: await openTables({
      memoryLimit: settings.HEADWAY_DUCKDB_MEMORY,
      threads: settings.HEADWAY_DUCKDB_THREADS,
    }),
  }),
  context: createContext,
  background: [({ context, signal }) => watchWindows(context, signal)],
})
