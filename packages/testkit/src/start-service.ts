import { start } from '@headway/kit/start'
import { type GraphqlCaller, graphqlCaller } from './graphql-caller.ts'
import { track } from './left-open.ts'
import { openSurroundings, type SharedSurroundings, type Surroundings } from './service-surroundings.ts'
import { until } from './until.ts'

/** A real service that runs in the test's process, ready to be spoken to. */
export type TestService = GraphqlCaller &
  Omit<Surroundings, typeof Symbol.asyncDispose> & {
    url: string
    /** Stops it in order and leaves its surroundings, to be started again with them. */
    stop: () => Promise<void>
  } & AsyncDisposable

/**
 * Starts `services/<name>/src/service.ts` in this process with surroundings of its own (a database, a
 * nats-server, an artifact folder, keys) or with those given, and waits for /readyz.
 */
export async function startService(name: string, shared: SharedSurroundings = {}): Promise<TestService> {
  await using opened = new AsyncDisposableStack()
  const surroundings = opened.use(await openSurroundings(name, shared))
  const module = await import(new URL('src/service.ts', surroundings.folder).href)
  const running = await start(module.service, surroundings.settings)
  let stopping: Promise<void> | undefined
  const stop = async () => {
    stopping ??= running.stop()
    await stopping
  }
  opened.defer(stop)
  await until(async () => (await fetch(`${running.url}/readyz`)).ok, { what: `${name} is ready` })
  const kept = opened.move()
  const tracked = track(`service ${name}`, () => kept.disposeAsync())
  return {
    ...surroundings,
    ...graphqlCaller(running.url, surroundings.identity),
    url: running.url,
    stop,
    ...tracked,
  }
}
