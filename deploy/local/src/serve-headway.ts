import type { AppSpec } from './app-spec.ts'
import { findRunning } from './find-running.ts'
import { progressLines } from './progress.ts'
import { type RunningHeadway, startHeadway } from './start-headway.ts'

export type ServeOptions = {
  stateDir: string
  environment: Record<string, string | undefined>
  print: (line: string) => void
  apps?: readonly AppSpec[]
  /** Told once every process answers. */
  tell: (headway: RunningHeadway, seconds: number) => void
  /**
   * What is done with the running Headway. An exit code ends it all; undefined lets it stay until it is stopped.
   * The signal is aborted when it is stopped.
   */
  whileUp?: (headway: RunningHeadway, signal: AbortSignal) => Promise<number | undefined>
}

/** Runs a whole Headway on the command line until Ctrl-C, and answers the exit code. */
export async function serveHeadway(options: ServeOptions): Promise<number> {
  const { stateDir, environment, print } = options
  if (await isRunning(stateDir, print)) return 1
  const stopping = stopOnSignals(print)
  const { signal } = stopping
  const startedAt = Date.now()
  print(`Headway starts; its state is in ${stateDir} and can be deleted.`)
  let code = 0
  try {
    await using headway = await startHeadway({
      stateDir,
      progress: progressLines(print),
      environment,
      anyFreePorts: environment.HEADWAY_FREE_PORTS === '1',
      apps: options.apps ?? [],
      signal,
    })
    options.tell(headway, (Date.now() - startedAt) / 1000)
    const end = await options.whileUp?.(headway, signal)
    if (end === undefined) await stopping.stopped
    else code = end
  } catch (error) {
    if (!signal.aborted) {
      print(error instanceof Error ? error.message : String(error))
      code = 1
    }
  }
  print('Headway has stopped.')
  return code
}

async function isRunning(stateDir: string, print: (line: string) => void): Promise<boolean> {
  const other = await findRunning(stateDir)
  if (!other) return false
  print(`Headway is running already, as process ${other.pid} since ${other.startedAt.toISOString()}.`)
  print(
    other.addresses
      ? `The graph: ${other.addresses.graphqlUrl}   GraphiQL: ${other.addresses.graphiqlUrl}`
      : 'It is still starting.',
  )
  return true
}

/** Ctrl-C may arrive from the terminal and again from npm: every one is heard, the first one counts. */
function stopOnSignals(print: (line: string) => void): { signal: AbortSignal; stopped: Promise<void> } {
  const stopped = Promise.withResolvers<void>()
  const abort = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!abort.signal.aborted) print('\nstopping …')
      abort.abort(new Error(`stopped by ${name}`))
      stopped.resolve()
    })
  }
  return { signal: abort.signal, stopped: stopped.promise }
}
