import { defineService } from '@headway/kit/service'
import { openAdapters } from './adapters/open-adapters.ts'
import { serviceHealth } from './adapters/service-health.ts'
import { announcePredictions } from './commands/announce-predictions.ts'
import { followDesiredState } from './commands/follow-desired-state.ts'
import { keepLoaded } from './commands/keep-loaded.ts'
import { keepReplica } from './commands/keep-replica.ts'
import { servingSettings } from './config.ts'
import { createContext } from './context.ts'
import { onAliasMoved } from './handlers/alias-moved.ts'
import { serveOpenInference } from './open-inference/serve-open-inference.ts'
import { resolvers } from './resolvers/index.ts'

export const service = defineService({
  name: 'serving',
  port: 4004,
  settings: servingSettings,
  schema: new URL('../schema.graphql', import.meta.url),
  resolvers,
  migrations: new URL('./store/migrations/', import.meta.url),
  handlers: [onAliasMoved],
  open: openAdapters,
  context: createContext,
  routes: serveOpenInference,
  background: [
    ({ context, signal }) => followDesiredState(context, signal),
    ({ context, signal }) => keepReplica(context, signal),
    ({ context, signal }) => keepLoaded(context, signal),
    ({ context, signal }) => announcePredictions(context, signal),
  ],
  health: serviceHealth,
  requiresDatabase: false,
})
