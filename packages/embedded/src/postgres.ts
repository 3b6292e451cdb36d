import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { type RunningServer, type ServerCommand, startServer } from './child.ts'
import { prepareClusterFolder } from './cluster-folder.ts'
import { findFreePort } from './free-port.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { type Account, findPostgresAccount } from './postgres-user.ts'
import { stopOrphan } from './stop-orphan.ts'

const run = promisify(execFile)

/** `durable: false` gives up safety against power loss for speed: for tests. A port is found when none is given. */
export type PostgresOptions = { dataDir: string; port?: number; durable: boolean }

/** Starts PostgreSQL on 127.0.0.1 with its data in `dataDir`, made when it is absent, and waits until it answers. */
export async function startPostgres(options: PostgresOptions): Promise<RunningServer> {
  return startServer(await postgresCommand(options))
}

/**
 * Prepares `dataDir` and says how to run PostgreSQL on it. Whoever calls this owns the folder: a server that
 * survived the death of an earlier owner is stopped. Throws when the folder is of another major version.
 */
export async function postgresCommand(options: PostgresOptions): Promise<ServerCommand> {
  const account = await findPostgresAccount()
  const binaries = await findPostgresBinaries(account)
  const folder = await prepareClusterFolder(options.dataDir, account)
  const cluster = join(folder, 'cluster')
  await stopOrphan(join(cluster, 'postmaster.pid'), ['postgres', cluster], 'SIGINT')
  const password = await getPassword(folder, account)
  await initialise(binaries, folder, account)
  const port = options.port ?? (await findFreePort())
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  const settings = [
    'listen_addresses=127.0.0.1',
    // No socket file: two servers with one port in different folders would fight over it in /tmp.
    'unix_socket_directories=',
    'max_connections=300',
    'shared_buffers=128MB',
    'max_wal_size=1GB',
    ...(options.durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  return {
    command: binaries.postgres,
    args: ['-D', cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    account,
    url,
    port,
    stopSignal: 'SIGINT',
    isReady: () => answers(url),
  }
}

async function getPassword(folder: string, account: Account | undefined): Promise<string> {
  const file = join(folder, 'password')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept) return kept.trim()
  const password = randomBytes(24).toString('hex')
  await writeFile(file, `${password}\n`, { mode: 0o600 })
  if (account) await chown(file, account.uid, account.gid)
  return password
}

/** Makes the cluster beside its place and then moves it there, so that a half-made one is never started. */
async function initialise(
  binaries: PostgresBinaries,
  folder: string,
  account: Account | undefined,
): Promise<void> {
  const cluster = join(folder, 'cluster')
  const major = binaries.version.split('.')[0]
  const found = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (found !== undefined) {
    if (found.trim() === major) return
    throw new Error(
      `${cluster} is of PostgreSQL ${found.trim()}, this is ${major}: dump it with the old one, or delete the folder`,
    )
  }
  const half = join(folder, 'cluster.new')
  await rm(half, { recursive: true, force: true })
  const args = ['--pgdata', half, '--username', 'postgres', '--pwfile', join(folder, 'password')]
  args.push('--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin')
  args.push('--builtin-locale', 'C.UTF-8', '--no-sync', '--no-instructions')
  await run(binaries.initdb, args, {
    ...(account ?? {}),
    cwd: folder,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  })
  if (!(await stat(join(half, 'PG_VERSION')))) throw new Error(`${binaries.initdb} made no cluster`)
  await rename(half, cluster)
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
