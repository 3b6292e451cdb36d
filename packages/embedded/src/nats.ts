import { mkdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { type RunningServer, type ServerCommand, startServer } from './child.ts'
import { findFreePort } from './free-port.ts'
import { stopOrphan } from './stop-orphan.ts'

/**
 * `program` comes from `findNatsServer`. A port is found when none is given; no monitor page without `monitorPort`.
 * With a `token` the server takes only clients that show it, and the URL of the server carries it.
 */
export type NatsOptions = {
  program: string
  dataDir: string
  port?: number
  monitorPort?: number
  token?: string
}

/** Starts nats-server with JetStream on 127.0.0.1 with its data in `dataDir`, and waits until it answers. */
export async function startNats(options: NatsOptions): Promise<RunningServer> {
  return startServer(await natsCommand(options))
}

/**
 * Prepares `dataDir` and says how to run nats-server on it. Whoever calls this owns the folder: a server that
 * survived the death of an earlier owner is stopped, since nats-server itself does not lock its store.
 */
export async function natsCommand(options: NatsOptions): Promise<ServerCommand> {
  const folder = resolve(options.dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const configFile = join(folder, 'nats-server.conf')
  const pidFile = join(folder, 'nats-server.pid')
  await stopOrphan(pidFile, ['nats-server', configFile], 'SIGTERM')
  const port = options.port ?? (await findFreePort())
  const { monitorPort } = options
  const config = {
    server_name: 'headway',
    listen: `127.0.0.1:${port}`,
    ...(monitorPort === undefined ? {} : { http: `127.0.0.1:${monitorPort}` }),
    ...(options.token === undefined ? {} : { authorization: { token: options.token } }),
    pid_file: pidFile,
    jetstream: {
      store_dir: join(folder, 'store'),
      max_memory_store: 268_435_456,
      max_file_store: 21_474_836_480,
    },
  }
  // Made anew, so that a file which others could read is not what gets the token.
  await rm(configFile, { force: true })
  // The server's configuration language takes JSON as it is.
  await writeFile(configFile, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600 })
  return {
    command: options.program,
    args: ['-c', configFile],
    env: { PATH: '/usr/bin:/bin' },
    account: undefined,
    url: natsUrl(port, options.token),
    port,
    stopSignal: 'SIGTERM',
    isReady: () => natsGreets(port),
    ...(monitorPort === undefined ? {} : { isWell: () => storesMessages(monitorPort) }),
  }
}

/** Where clients connect; a token stands where a user name would. */
export function natsUrl(port: number, token?: string): string {
  const account = token === undefined ? '' : `${encodeURIComponent(token)}@`
  return `nats://${account}127.0.0.1:${port}`
}

/**
 * Whether JetStream is on and every stream tells its state. A server that met a full disk greets its clients and takes
 * no message ever again, room or not: 2.9 waits for a lock that it holds itself, later ones switch JetStream off.
 */
async function storesMessages(monitorPort: number): Promise<boolean> {
  try {
    for (const page of ['healthz?js-enabled-only=true', 'jsz?streams=true']) {
      const signal = AbortSignal.timeout(4000)
      const answer = await fetch(`http://127.0.0.1:${monitorPort}/${page}`, { signal })
      if (!answer.ok || (await answer.text()).includes('"disabled":true')) return false
    }
    return true
  } catch {
    return false
  }
}

/** Whether a nats-server is up: it opens its port after JetStream has recovered, and greets with a line that starts with INFO. */
export function natsGreets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1000 })
    const answer = (isReady: boolean) => {
      socket.destroy()
      resolve(isReady)
    }
    socket.once('data', (data) => answer(data.toString('latin1').startsWith('INFO ')))
    socket.once('error', () => answer(false))
    socket.once('timeout', () => answer(false))
    socket.once('close', () => resolve(false))
  })
}
