import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { findNatsServer } from '@headway/embedded/find-nats-server'
import { natsGreets } from '@headway/embedded/nats'
import { isReady } from '@headway/local/is-ready'
import { silent } from '@headway/local/progress'
import { type RunningHeadway, startHeadway } from '@headway/local/start-headway'
import pg from 'pg'
import { meterSteps } from '../meters/meters.ts'
import { mountDisks } from './small-disks.ts'
import type { Target } from './target.ts'

/** Headway as `npm start` runs it, in a folder that goes with it: processes that are started again when they end. */
export async function openProcesses(options: {
  servingReplicas: number
  environment?: Record<string, string>
  /** Where a nats-server is kept that was fetched. */
  programs: string
  /** Gives the stores disks of their own that are soon full, where this user may mount. */
  smallDisks?: boolean
  /** Ends a start that is still under way. */
  signal?: AbortSignal
}): Promise<Target> {
  await using opened = new AsyncDisposableStack()
  const root = await mkdtemp(join(tmpdir(), 'headway-chaos-'))
  opened.defer(() => rm(root, { recursive: true, force: true, maxRetries: 3 }))
  const sharedFolder = join(root, 'shared')
  await mkdir(sharedFolder)
  const disks = options.smallDisks ? await mountDisks(join(root, 'state')) : undefined
  if (disks) opened.use(disks)
  const natsServer = await findNatsServer({ cacheDir: options.programs, log: console.log })
  // A start looks for a nats-server on the PATH first.
  process.env.PATH = [dirname(natsServer), process.env.PATH].join(delimiter)
  const headway = opened.use(
    await startHeadway({
      stateDir: join(root, 'state'),
      progress: silent,
      environment: {
        ...process.env,
        HEADWAY_LOG_LEVEL: 'warn',
        HEADWAY_WORKER_STEPS: meterSteps,
        HEADWAY_WORKER_CONCURRENCY: '1',
        HEADWAY_SERVING_REPLICAS: String(options.servingReplicas),
        ...options.environment,
      },
      anyFreePorts: true,
      ...(options.signal ? { signal: options.signal } : {}),
    }),
  )
  const databaseUrl = await findDatabase(headway)
  const owned = opened.move()
  return {
    name: 'processes',
    parts: Object.keys(headway.pids()),
    gatewayUrl: new URL(headway.graphqlUrl).origin,
    tokens: headway.tokens,
    observerUrl: headway.natsUrl,
    servingReplicas: Object.keys(headway.pids()).filter((name) => /^serving(-\d+)?$/.test(name)).length,
    servingUrl: async () => new URL(headway.oipUrl).origin,
    sharedFolder,
    async kill(parts) {
      const before = headway.pids()
      for (const part of parts) {
        const pid = before[part]
        if (pid === undefined) throw new Error(`${part} does not run now`)
        process.kill(pid, 'SIGKILL')
      }
      const isAnother = (part: string, pid = headway.pids()[part]) =>
        pid !== undefined && pid !== before[part]
      const isBack = async (part: string) => isAnother(part) && (await answers(headway, part, databaseUrl))
      return { areBack: async () => (await Promise.all(parts.map(isBack))).every(Boolean) }
    },
    query: (sql) => query(databaseUrl, sql),
    execute: async (sql) => void (await query(databaseUrl, sql)),
    fillDisk: disks?.fill,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function answers(headway: RunningHeadway, part: string, databaseUrl: string): Promise<boolean> {
  if (part === 'postgres')
    return query(databaseUrl, 'select 1').then(
      () => true,
      () => false,
    )
  if (part === 'nats') return natsGreets(headway.ports.nats)
  const port = headway.ports[part]
  return port !== undefined && (await isReady(port))
}

async function findDatabase({ stateDir, ports }: RunningHeadway): Promise<string> {
  const password = (await readFile(join(stateDir, 'postgres', 'password'), 'utf8')).trim()
  return `postgres://postgres:${password}@127.0.0.1:${ports.postgres}/headway`
}

async function query(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows
  } finally {
    await client.end().catch(() => undefined)
  }
}
