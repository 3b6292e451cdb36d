import { connect } from 'node:net'
import { defineProcess, startProcess } from '@headway/kit/process'
import { publishEvent } from '@headway/kit/publish-event'
import { openTestEvents } from '@headway/testkit/test-events'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { noteWritten } from './notes/src/events.ts'

const environment = { HEADWAY_INTERNAL_KEY: 'a'.repeat(43), HEADWAY_PORT: '0', HEADWAY_LOG_LEVEL: 'error' }

test('a process without a database has the same health, bus and ordered stop', async () => {
  await using nats = await testNats()
  await using events = await openTestEvents(nats.url)
  const told: string[] = []
  const definition = defineProcess({
    name: 'bell',
    port: 4099,
    settings: {},
    start: async ({ app, bus, signal }) => {
      app.post('/ring', async () => {
        const data = { id: 'n', text: 'rung', position: 1 }
        return publishEvent(bus, noteWritten, data, {
          source: 'bell',
          actor: { id: 'bell', roles: ['service'] },
        })
      })
      signal.addEventListener('abort', () => told.push('signal'))
      return {
        health: () => ({ clapper: { ok: false, detail: 'worn' } }),
        [Symbol.asyncDispose]: async () => void told.push('disposed'),
      }
    },
  })
  const bell = await startProcess(definition, { ...environment, HEADWAY_NATS_URL: nats.url })

  const rung = await fetch(`${bell.url}/ring`, { method: 'POST' })
  const heard = await events.next(noteWritten)
  const ready = await (await fetch(`${bell.url}/readyz`)).json()
  await bell.stop()

  expect(heard.id).toBe(await rung.text())
  expect(ready).toMatchObject({
    status: 'degraded',
    checks: { bus: { ok: true }, clapper: { ok: false, detail: 'worn' } },
  })
  expect(told).toEqual(['signal', 'disposed'])
})

test('a stop does not wait for connections without a request, and finishes requests in hand', async () => {
  await using nats = await testNats()
  let finish = () => {}
  const working = new Promise<void>((resolve) => {
    finish = resolve
  })
  const definition = defineProcess({
    name: 'slow',
    port: 4099,
    settings: {},
    start: async ({ app }) => {
      app.get('/slow', () => working.then(() => 'done'))
      return { [Symbol.asyncDispose]: async () => {} }
    },
  })
  const slow = await startProcess(definition, { ...environment, HEADWAY_NATS_URL: nats.url })
  const spare = connect({ host: '127.0.0.1', port: slow.port }).resume()
  await new Promise((resolve) => spare.once('connect', resolve))

  const answer = fetch(`${slow.url}/slow`)
  await until(async () => (await countConnections(slow.app.server)) >= 2, { what: 'both connections' })
  const stopped = slow.stop()
  await new Promise((resolve) => spare.once('close', resolve))
  finish()

  expect(await (await answer).text()).toBe('done')
  await stopped
})

function countConnections(server: {
  getConnections(told: (error: Error | null, count: number) => void): unknown
}): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )
}

test('a process that is about to stop says so, and still answers whoever comes', async () => {
  await using nats = await testNats()
  const definition = defineProcess({
    name: 'leaving',
    port: 4099,
    settings: {},
    start: async ({ app }) => {
      app.get('/hello', async () => 'hello')
      return { [Symbol.asyncDispose]: async () => undefined }
    },
  })
  await using leaving = await startProcess(definition, { ...environment, HEADWAY_NATS_URL: nats.url })
  const before = await fetch(`${leaving.url}/hello`)

  await leaving.drain()
  const ready = await fetch(`${leaving.url}/readyz`)
  const after = await fetch(`${leaving.url}/hello`)

  expect(before.headers.get('connection')).toBe('keep-alive')
  expect(ready.status).toBe(503)
  expect(after.headers.get('connection')).toBe('close')
  expect(await after.text()).toBe('hello')
})
