import { createServer, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { askReplicas } from './ask-replicas.ts'
import { beginExchange, readAll } from './exchange.ts'
import { Replicas } from './replicas.ts'

const servers = new Set<Server>()
afterEach(() => {
  for (const server of servers) close(server)
  servers.clear()
})

/** A replica: what it does with a request, and how many came. */
async function replica(answer: (response: ServerResponse) => void, port = 0) {
  const seen = { count: 0 }
  const server = createServer((request, response) => {
    seen.count++
    request.resume().once('end', () => answer(response))
  })
  servers.add(server)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address() as { port: number }
  return { server, seen, port: address.port, url: `http://127.0.0.1:${address.port}/` }
}

function close(server: Server): void {
  server.close()
  server.closeAllConnections()
}

const well = (name: string) => (response: ServerResponse) => void response.end(name)
const reset = (response: ServerResponse) => void response.socket?.destroy()

/** Asks once; answers the body. */
function ask(replicas: Replicas, isRepeatable = true, signal = AbortSignal.timeout(10_000)): Promise<string> {
  return askReplicas(replicas, {
    signal,
    isRepeatable: () => isRepeatable,
    attempt: async (address, isFresh) => {
      const { request, response, isLeaving } = beginExchange(address, {
        method: 'POST',
        path: '/',
        headers: {},
        signal,
        onFreshConnection: isFresh || !isRepeatable,
      })
      request.end('?')
      const head = await response
      const answer = (await readAll(head)).toString()
      return { answer, isPassedOver: answer === 'not yet', isLeaving: isLeaving(head) }
    },
  })
}

async function askTimes(replicas: Replicas, times: number, isRepeatable = true): Promise<string[]> {
  const answers: string[] = []
  for (let time = 0; time < times; time++) answers.push(await ask(replicas, isRepeatable))
  return answers
}

test('replicas take turns', async () => {
  const [one, two] = [await replica(well('one')), await replica(well('two'))]
  const replicas = new Replicas([one.url, two.url], 0)

  expect((await askTimes(replicas, 4)).sort()).toEqual(['one', 'one', 'two', 'two'])
})

test('a replica that is gone is left out, for mutations too, and takes part again when it is back', async () => {
  const [one, two] = [await replica(well('one')), await replica(well('two'))]
  const replicas = new Replicas([one.url, two.url], 0)
  await askTimes(replicas, 2)
  close(one.server)

  expect(await askTimes(replicas, 4, false)).toEqual(['two', 'two', 'two', 'two'])
  expect(await askTimes(replicas, 4)).toEqual(['two', 'two', 'two', 'two'])

  await replica(well('one again'), one.port)
  await sleep(2100)
  expect((await askTimes(replicas, 2)).sort()).toEqual(['one again', 'two'])
})

test('a query whose replica dies with it in hand goes to another, a mutation does not', async () => {
  const [bad, good] = [await replica(reset), await replica(well('good'))]

  expect(await ask(new Replicas([bad.url, good.url], 0))).toBe('good')
  await expect(ask(new Replicas([bad.url, good.url], 0), false)).rejects.toThrow()
  expect(bad.seen.count).toBe(2)
  expect(good.seen.count).toBe(1)
})

test('a request that brings down whoever it is sent to is sent three times', async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => replica(reset)))
  const replicas = new Replicas(
    all.map(({ url }) => url),
    10_000,
  )

  await expect(ask(replicas)).rejects.toThrow()
  expect(all.reduce((sum, { seen }) => sum + seen.count, 0)).toBe(3)
})

test('an answer that another replica may better counts only when none does', async () => {
  const [late, ready] = [await replica(well('not yet')), await replica(well('ready'))]

  expect(await askTimes(new Replicas([late.url, ready.url], 0), 2)).toEqual(['ready', 'ready'])
  expect(await ask(new Replicas([late.url], 0))).toBe('not yet')
})

test('a replica that is left out is told of once, and again when it was back', async () => {
  const [one, two] = [await replica(well('one')), await replica(well('two'))]
  const told: string[] = []
  const replicas = new Replicas([one.url, two.url], 0, (address, why) => told.push(`${address}: ${why}`))
  await askTimes(replicas, 2)
  close(one.server)
  await askTimes(replicas, 3, false)
  await sleep(2100)
  await askTimes(replicas, 3, false)
  const toldWhileAway = told.length
  const back = await replica(well('one again'), one.port)
  await sleep(2100)
  await askTimes(replicas, 2)
  close(back.server)
  await askTimes(replicas, 2, false)

  expect(toldWhileAway).toBe(1)
  expect(told).toHaveLength(2)
  expect(told[0]).toBe(`127.0.0.1 ${one.port}: connect ECONNREFUSED 127.0.0.1:${one.port}`)
})

test('a replica that says it is leaving gets no more requests', async () => {
  const leaving = await replica((response) => response.setHeader('connection', 'close').end('leaving'))
  const staying = await replica(well('staying'))
  const replicas = new Replicas([leaving.url, staying.url], 0)

  const answers = await askTimes(replicas, 6)

  expect(answers.filter((answer) => answer === 'leaving')).toHaveLength(1)
})

test('a service that answered before is waited for, by requests that may not be repeated too', async () => {
  const before = await replica(well('before'))
  const replicas = new Replicas([before.url], 10_000)
  await ask(replicas)
  close(before.server)
  const asked = [ask(replicas), ask(replicas, false)]
  const early = await Promise.race([...asked, sleep(300, 'waiting')])
  await replica(well('after'), before.port)

  expect(early).toBe('waiting')
  expect(await Promise.all(asked)).toEqual(['after', 'after'])
})

test('a service that stays away is waited for once, one that was never there not at all', async () => {
  const before = await replica(well('before'))
  const replicas = new Replicas([before.url], 300)
  await ask(replicas)
  close(before.server)

  await expect(ask(replicas)).rejects.toThrow('ECONNREFUSED')
  const began = performance.now()
  await expect(ask(replicas)).rejects.toThrow('ECONNREFUSED')
  await expect(ask(new Replicas(['http://127.0.0.1:1/'], 60_000))).rejects.toThrow('ECONNREFUSED')
  await expect(ask(new Replicas(['http://nobody.invalid/'], 60_000))).rejects.toThrow('no address is known')

  expect(performance.now() - began).toBeLessThan(250)
})

test('waiting ends with the time that a request has', async () => {
  const before = await replica(well('before'))
  const replicas = new Replicas([before.url], 60_000)
  await ask(replicas)
  close(before.server)

  await expect(ask(replicas, true, AbortSignal.timeout(300))).rejects.toThrow('timeout')
})
