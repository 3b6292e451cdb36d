import { findFreePort } from '@headway/embedded/free-port'
import { startNats } from '@headway/embedded/nats'
import { inject } from 'vitest'
import { track } from './left-open.ts'
import { testFolder } from './test-folder.ts'
import { until } from './until.ts'

/** A nats-server of the test's own; `stop` and `start` bring it down and up again on the same port with its data. */
export type TestNats = {
  url: string
  port: number
  stop: () => Promise<void>
  start: () => Promise<void>
} & AsyncDisposable

/** Starts a nats-server with JetStream. Disposing of it fails when a client is still connected. */
export async function testNats(): Promise<TestNats> {
  const folder = await testFolder('nats')
  const monitorPort = await findFreePort()
  const options = { program: inject('natsServer'), dataDir: folder.path, monitorPort }
  let server: Awaited<ReturnType<typeof startNats>> | undefined = await startNats(options)
  const { url, port } = server
  const stop = async () => {
    await server?.[Symbol.asyncDispose]()
    server = undefined
  }
  const tracked = track(`nats-server on ${url}`, async () => {
    const leak = server && (await findConnections(monitorPort))
    await stop()
    await folder[Symbol.asyncDispose]()
    if (leak) throw new Error(`still connected to the test's nats-server: ${leak}`)
  })
  return {
    url,
    port,
    stop,
    start: async () => {
      server ??= await startNats({ ...options, port })
    },
    [Symbol.asyncDispose]: () => tracked[Symbol.asyncDispose](),
  }
}

/** The names of the clients that stay connected; undefined when all have left within two seconds. */
async function findConnections(monitorPort: number): Promise<string | undefined> {
  let names: string[] = []
  const isEmpty = async () => {
    const answer = await fetch(`http://127.0.0.1:${monitorPort}/connz`)
    const { connections } = (await answer.json()) as { connections: { cid: number; name?: string }[] }
    names = connections.map((one) => one.name ?? `connection ${one.cid}`)
    return names.length === 0
  }
  return until(isEmpty, { timeoutMs: 2000 }).then(
    () => undefined,
    () => names.join(', '),
  )
}
