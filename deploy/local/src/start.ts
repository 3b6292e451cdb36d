import { findRunning } from './find-running.ts'
import { firstOperations } from './first-operations.ts'
import { progressLines } from './progress.ts'
import { type RunningHeadway, startHeadway } from './start-headway.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const stateDir = process.env.HEADWAY_STATE ?? '.headway'

const other = await findRunning(stateDir)
if (other) {
  print(`Headway is running already, as process ${other.pid} since ${other.startedAt.toISOString()}.`)
  print(
    other.addresses
      ? `The graph: ${other.addresses.graphqlUrl}   GraphiQL: ${other.addresses.graphiqlUrl}`
      : 'It is still starting.',
  )
  process.exitCode = 1
} else {
  await startAndServe()
}

async function startAndServe(): Promise<void> {
  const stop = Promise.withResolvers<string>()
  const abort = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!abort.signal.aborted) print('\nstopping …')
      abort.abort(new Error(`stopped by ${signal}`))
      stop.resolve(signal)
    })
  }
  const startedAt = Date.now()
  print(`Headway starts; its state is in ${stateDir} and can be deleted.`)
  try {
    await using headway = await startHeadway({
      stateDir,
      progress: progressLines(print),
      environment: process.env,
      anyFreePorts: process.env.HEADWAY_FREE_PORTS === '1',
      signal: abort.signal,
    })
    tell(headway, (Date.now() - startedAt) / 1000)
    await stop.promise
  } catch (error) {
    if (!abort.signal.aborted) {
      print(error instanceof Error ? error.message : String(error))
      process.exitCode = 1
    }
  }
  print('Headway has stopped.')
}

function tell(headway: RunningHeadway, seconds: number): void {
  print(`\nHeadway is ready after ${seconds.toFixed(1)} s.\n`)
  print(`  the graph      ${headway.graphqlUrl}`)
  print(`  GraphiQL       ${headway.graphiqlUrl}`)
  print(`  OIP            ${headway.oipUrl}`)
  print(`  artifacts      ${headway.registryUrl}/artifacts/{sha256}`)
  print(`  events         nats://127.0.0.1:${headway.ports.nats}, stream HEADWAY_EVENTS`)
  print(`                 (for those with the natsToken of ${headway.stateDir}/secrets.json)`)
  print(`  logs           ${headway.stateDir}/logs\n`)
  if (headway.tokensCreated) {
    print('Tokens, shown this once (and kept for you alone in access-tokens.json of the state folder):\n')
    for (const [role, token] of Object.entries(headway.tokens)) print(`  ${role.padEnd(10)} ${token}`)
    print('')
  } else {
    print(`The tokens are those of the first start: ${headway.stateDir}/access-tokens.json\n`)
  }
  print('To try in GraphiQL, with the operator token in its token field:\n')
  for (const operation of firstOperations) print(`${operation}\n`)
  print('Ctrl-C stops everything.')
}
