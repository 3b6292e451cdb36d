import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNatsServer } from '@headway/embedded/find-nats-server'
import { lockFolder } from '@headway/embedded/folder-lock'
import { findFreePort } from '@headway/embedded/free-port'
import { natsCommand, natsUrl } from '@headway/embedded/nats'
import { postgresCommand } from '@headway/embedded/postgres'
import { findStartTime } from '@headway/embedded/process-identity'
import { type AccessTokens, loadAccessTokens } from './access-tokens.ts'
import { planApps } from './app-processes.ts'
import type { AppSpec } from './app-spec.ts'
import { prepareDatabases } from './databases.ts'
import type { Addresses } from './find-running.ts'
import { choosePorts, type Ports, portOf } from './ports.ts'
import { planProcesses, sharedSettings } from './process-plan.ts'
import { endLeftovers, openProcessRecords } from './process-records.ts'
import type { Progress } from './progress.ts'
import { loadSecrets } from './secrets.ts'
import { grpcPortName, servingReplicas } from './serving-replicas.ts'
import { writeStateFile } from './state-file.ts'
import { openStateFolder, type StateFolder } from './state-folder.ts'
import { type ProcessSpec, type SupervisedProcess, superviseProcess } from './supervised-process.ts'

export type StartOptions = {
  /** Holds everything that is kept; made when absent. */
  stateDir: string
  progress: Progress
  /** Ports asked for; the others are those of the last start, the usual ones, or free ones. */
  ports?: Partial<Ports>
  /** Leaves out the usual ports, for tests beside a running Headway. */
  anyFreePorts?: boolean
  /** `HEADWAY_…` and `OTEL_…` settings for the processes. */
  environment: Record<string, string | undefined>
  /** Processes beside the platform's: started when the platform answers, stopped before it. */
  apps?: readonly AppSpec[]
  /** Ends a start that is still under way. */
  signal?: AbortSignal
}

export type RunningHeadway = Addresses & {
  tokens: AccessTokens
  /** Whether the tokens were made by this start. */
  tokensCreated: boolean
  stateDir: string
  ports: Ports
  /** The processes by name, for looking at and for killing one in a test: each is started again when it ends. */
  pids: () => Record<string, number | undefined>
} & AsyncDisposable

const repository = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * Starts a whole Headway as child processes on one state folder and waits until every one answers. Disposing of
 * it stops them in order and leaves none; so does a failed or aborted start. Throws when one runs on the folder.
 */
export async function startHeadway(options: StartOptions): Promise<RunningHeadway> {
  const { progress, signal, apps = [] } = options
  const folder = await openStateFolder(options.stateDir)
  await using stack = new AsyncDisposableStack()
  stack.use(await lockFolder(folder.root))
  const leftovers = await endLeftovers(folder)
  if (leftovers.length > 0) progress.note(`ended what an earlier start left behind: ${leftovers.join(', ')}`)
  const announce = await announceSupervisor(folder)
  stack.defer(() => rm(folder.supervisor, { force: true }))
  const secrets = await loadSecrets(folder)
  const access = await loadAccessTokens(folder)
  const serving = servingReplicas(options.environment)
  const ports = await choosePorts(folder, options.ports ?? {}, {
    anyFree: options.anyFreePorts ?? false,
    more: [
      ...serving.slice(1).map((name, index) => ({ name, usualPort: 4006 + index })),
      ...serving.map((name, index) => ({ name: grpcPortName(name), usualPort: 4014 + index })),
      ...apps,
    ],
  })
  signal?.throwIfAborted()

  const records = openProcessRecords(folder)
  const running: SupervisedProcess[] = []
  const launch = (spec: ProcessSpec) => {
    const supervised = superviseProcess(spec, records, progress)
    running.push(supervised)
    return supervised
  }
  const untilReady = async (processes: SupervisedProcess[]) => {
    const aborted = Promise.withResolvers<never>()
    const onAbort = () => aborted.reject(signal?.reason)
    signal?.addEventListener('abort', onAbort, { once: true })
    if (signal?.aborted) onAbort()
    try {
      await Promise.race([Promise.all(processes.map((one) => one.ready)), aborted.promise])
    } finally {
      signal?.removeEventListener('abort', onAbort)
    }
  }

  const stopAll = (names: (name: string) => boolean) =>
    Promise.all(running.filter((one) => names(one.name)).map((one) => one.stop()))
  // Disposed in reverse: first what asks the platform, then the worker, which hands back its task, the gateway
  // and services, at last what they stand on.
  stack.defer(async () => void (await stopAll((name) => name === 'postgres')))
  stack.defer(async () => void (await stopAll((name) => name === 'nats')))
  stack.defer(async () => void (await stopAll((name) => name !== 'postgres' && name !== 'nats')))
  stack.defer(async () => void (await stopAll((name) => name === 'worker' || name === 'gateway')))
  stack.defer(async () => void (await stopAll((name) => apps.some((app) => app.name === name))))

  const program = await findNatsServer({ cacheDir: folder.programs, log: progress.note })
  const base = launchBase(folder, ports, program, secrets.natsToken, launch)
  await untilReady([base.postgres, base.nats])
  const databaseUrls = await prepareDatabases(base.databaseUrl(), secrets.databasePasswords)
  signal?.throwIfAborted()
  const busUrl = natsUrl(ports.nats, secrets.natsToken)
  const plan = planProcesses({
    repository,
    folder,
    ports,
    secrets,
    natsUrl: busUrl,
    databaseUrls,
    environment: options.environment,
    apps,
  })
  await untilReady([...plan.services, plan.gateway, plan.worker].map(launch))

  const addresses: Addresses = {
    graphqlUrl: `http://127.0.0.1:${ports.gateway}/graphql`,
    graphiqlUrl: `http://127.0.0.1:${ports.gateway}/graphiql`,
    oipUrl: `http://127.0.0.1:${ports.serving}/v2`,
    grpcAddress: `127.0.0.1:${portOf(grpcPortName('serving'), ports)}`,
    registryUrl: `http://127.0.0.1:${ports.registry}`,
    natsUrl: busUrl,
  }
  const platform = {
    ...addresses,
    artifacts: folder.artifacts,
    stateDir: folder.root,
    tokens: access.tokens,
    ports,
  }
  const shared = sharedSettings({ folder, secrets, natsUrl: busUrl, environment: options.environment })
  await untilReady(planApps({ apps, platform, repository, folder, shared }).map(launch))
  await announce(addresses)
  const owned = stack.move()
  return {
    ...addresses,
    tokens: access.tokens,
    tokensCreated: access.created,
    stateDir: folder.root,
    ports,
    pids: () => Object.fromEntries(running.map((one) => [one.name, one.pid()])),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function launchBase(
  folder: StateFolder,
  ports: Ports,
  program: string,
  natsToken: string,
  launch: (spec: ProcessSpec) => SupervisedProcess,
) {
  let databaseUrl = ''
  const postgres = launch({
    name: 'postgres',
    port: ports.postgres,
    logFile: join(folder.logs, 'postgres.log'),
    prepare: async () => {
      const command = await postgresCommand({ dataDir: folder.postgres, port: ports.postgres, durable: true })
      databaseUrl = command.url
      return command
    },
  })
  const nats = launch({
    name: 'nats',
    port: ports.nats,
    logFile: join(folder.logs, 'nats.log'),
    prepare: async () =>
      natsCommand({
        program,
        dataDir: folder.nats,
        port: ports.nats,
        monitorPort: await findFreePort(),
        token: natsToken,
      }),
  })
  return { postgres, nats, databaseUrl: () => databaseUrl }
}

async function announceSupervisor(
  folder: StateFolder,
): Promise<(addresses: Addresses | null) => Promise<void>> {
  const startTime = await findStartTime(process.pid)
  const startedAt = new Date().toISOString()
  const write = (addresses: Addresses | null) =>
    writeStateFile(folder.supervisor, { pid: process.pid, startTime, startedAt, addresses })
  await write(null)
  return write
}
