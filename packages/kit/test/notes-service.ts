import { start } from '@headway/kit/start'
import { type GraphqlCaller, graphqlCaller } from '@headway/testkit/graphql-caller'
import {
  openSurroundings,
  type SharedSurroundings,
  type Surroundings,
} from '@headway/testkit/service-surroundings'
import { testDatabase } from '@headway/testkit/test-database'
import { service } from './notes/service.ts'

export type NotesSurroundings = Surroundings

const migrations = new URL('./notes/migrations/', import.meta.url)

/** A database, a nats-server and keys for the service of these tests. */
export async function notesSurroundings(shared: SharedSurroundings = {}): Promise<NotesSurroundings> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await testDatabase('notes', { migrations }))
  const surroundings = stack.use(await openSurroundings('notes', { ...shared, database }))
  const kept = stack.move()
  return { ...surroundings, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

const startWith = (environment: Record<string, string>) => start(service, environment)
type NotesRunning = Awaited<ReturnType<typeof startWith>>

/** Starts it in this process. */
export async function startNotes(
  surroundings: NotesSurroundings,
  settings: Record<string, string> = {},
): Promise<GraphqlCaller & { url: string; running: NotesRunning } & AsyncDisposable> {
  const running = await startWith({ ...surroundings.settings, ...settings })
  return {
    ...graphqlCaller(running.url, surroundings.identity),
    url: running.url,
    running,
    [Symbol.asyncDispose]: running.stop,
  }
}
