import { start } from '@headway/kit/start'
import { type GraphqlCaller, graphqlCaller } from '@headway/testkit/graphql-caller'
import {
  openSurroundings,
  type SharedSurroundings,
  type Surroundings,
} from '@headway/testkit/service-surroundings'
import { type SpawnedService, spawnService } from '@headway/testkit/spawn-service'
import { service } from './notes/src/service.ts'

const folder = new URL('./notes/', import.meta.url)

/** A database, a nats-server and keys for the service of these tests. */
export function notesSurroundings(shared: SharedSurroundings = {}): Promise<Surroundings> {
  return openSurroundings('notes', { ...shared, folder })
}

const startWith = (environment: Record<string, string>) => start(service, environment)
type RunningNotes = Awaited<ReturnType<typeof startWith>>

/** Starts it in this process. */
export async function startNotes(
  surroundings: Surroundings,
  settings: Record<string, string> = {},
): Promise<GraphqlCaller & { url: string; running: RunningNotes } & AsyncDisposable> {
  const running = await startWith({ ...surroundings.settings, ...settings })
  return {
    ...graphqlCaller(running.url, surroundings.identity),
    url: running.url,
    running,
    [Symbol.asyncDispose]: running.stop,
  }
}

/** Starts it as a process of its own, with telemetry. */
export function spawnNotes(shared: SharedSurroundings): Promise<SpawnedService> {
  return spawnService('notes', { ...shared, folder })
}
