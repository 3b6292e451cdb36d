import { openArtifactStore } from '@headway/artifacts/store'
import { defineService } from '@headway/kit/service'
import { workStreams } from '@headway/worker/task-protocol'
import { pipelinesSettings } from './config.ts'
import { createContext } from './context.ts'
import { watchClock } from './handlers/clock.ts'
import { eventHandlers } from './handlers/event-handlers.ts'
import { hearWorkers } from './handlers/worker-messages.ts'
import { resolvers } from './resolvers/index.ts'

export const service = defineService({
  name: 'pipelines',
  port: 4003,
  settings: pipelinesSettings,
  schema: new URL('../schema.graphql', import.meta.url),
  resolvers,
  migrations: new URL('./store/migrations/', import.meta.url),
  streams: workStreams,
  handlers: eventHandlers,
  open: async ({ settings }) => ({ artifacts: await openArtifactStore(settings.HEADWAY_ARTIFACTS) }),
  context: createContext,
  background: [hearWorkers, watchClock],
})
