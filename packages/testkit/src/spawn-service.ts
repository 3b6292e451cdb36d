import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '@headway/embedded/free-port'
import { guardProcess } from '@headway/embedded/guard-process'
import { type GraphqlCaller, graphqlCaller } from './graphql-caller.ts'
import { track } from './left-open.ts'
import { openSurroundings, type SharedSurroundings, type Surroundings } from './service-surroundings.ts'
import { until } from './until.ts'

/** A real service in a process of its own. */
export type SpawnedService = GraphqlCaller &
  Omit<Surroundings, typeof Symbol.asyncDispose> & {
    url: string
    pid: () => number
    /** Ends it in order (SIGTERM); answers its exit code. */
    stop: () => Promise<number | null>
    /** Ends it at once (SIGKILL). */
    kill: () => Promise<void>
    /** Starts it again on the same port with the same surroundings, after `stop` or `kill`. */
    restart: () => Promise<void>
    /** What it has written so far. */
    output: () => string
  } & AsyncDisposable

/** Starts `node services/<name>/src/main.ts` as `npm start` does, and waits for /readyz. */
export async function spawnService(name: string, shared: SharedSurroundings = {}): Promise<SpawnedService> {
  await using opened = new AsyncDisposableStack()
  const surroundings = opened.use(await openSurroundings(name, shared))
  const port = Number(shared.settings?.HEADWAY_PORT ?? (await findFreePort()))
  const url = `http://127.0.0.1:${port}`
  const folder = fileURLToPath(surroundings.folder)
  const env = { PATH: process.env.PATH ?? '', ...surroundings.settings, HEADWAY_PORT: String(port) }
  let child: ChildProcess | undefined
  let guard: Disposable | undefined
  let output = ''
  const startChild = async () => {
    const args = ['--import', '@headway/kit/telemetry', join(folder, 'src', 'main.ts')]
    const started = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    guard = started.pid === undefined ? undefined : guardProcess(started.pid, 'SIGTERM')
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-100_000)
      })
    }
    await until(
      async () => {
        if (started.exitCode !== null) return 'over'
        return (await fetch(`${url}/readyz`)).ok
      },
      { timeoutMs: 60_000, what: `${name} is ready` },
    )
    if (started.exitCode !== null) throw new Error(`${name} ended with ${started.exitCode}:\n${output}`)
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const ending = child
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null
    const exited = new Promise<number | null>((resolve) => ending.once('exit', resolve))
    guard?.[Symbol.dispose]()
    ending.kill(signal)
    return exited
  }
  opened.defer(async () => {
    await end('SIGTERM')
  })
  await startChild()
  const kept = opened.move()
  const tracked = track(`service ${name}`, () => kept.disposeAsync())
  return {
    ...surroundings,
    ...graphqlCaller(url, surroundings.identity),
    url,
    pid: () => child?.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL')
    },
    restart: startChild,
    output: () => output,
    ...tracked,
  }
}
