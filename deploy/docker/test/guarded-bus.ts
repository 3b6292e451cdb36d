import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startServer } from '@headway/embedded/child'
import { findFreePort } from '@headway/embedded/free-port'
import { testFolder } from '@headway/testkit/test-folder'
import { connect, type NatsConnection } from 'nats'
import { inject } from 'vitest'
import { natsConfig } from '../src/nats-config.ts'
import { loadSecrets } from '../src/secrets.ts'

/** A nats-server with the users and rights that an installation gets. */
export type GuardedBus = {
  urlOf: (user: string) => string
  connectAs: (user: string) => Promise<NatsConnection>
} & AsyncDisposable

/** Starts it on a folder of its own. */
export async function openGuardedBus(observers: readonly string[]): Promise<GuardedBus> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await testFolder('guarded-bus'))
  const { bus } = await loadSecrets(join(folder.path, 'secrets.json'), observers)
  const port = await findFreePort()
  const configFile = join(folder.path, 'nats.conf')
  const config = natsConfig({
    passwords: bus,
    storeDir: join(folder.path, 'store'),
    maxBytes: 10 * 1024 ** 3,
    listen: `127.0.0.1:${port}`,
  })
  await writeFile(configFile, config)
  const passwords: Record<string, string> = { admin: bus.admin, ...bus.processes, ...bus.observers }
  const connectAs = (user: string) =>
    connect({
      servers: `127.0.0.1:${port}`,
      user,
      pass: passwords[user] ?? '',
      inboxPrefix: `_INBOX_${user}`,
    })
  const server = await startServer({
    command: inject('natsServer'),
    args: ['--config', configFile],
    env: { PATH: '/usr/bin:/bin' },
    account: undefined,
    url: '',
    port,
    stopSignal: 'SIGTERM',
    isReady: () =>
      connectAs('admin').then(
        (nats) => nats.close().then(() => true),
        () => false,
      ),
  })
  stack.use(server)
  const owned = stack.move()
  return {
    urlOf: (user) => `nats://${user}:${passwords[user]}@127.0.0.1:${port}`,
    connectAs,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
