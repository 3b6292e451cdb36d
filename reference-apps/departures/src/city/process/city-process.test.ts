import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '@headway/embedded/free-port'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { readSchedule } from '../../gtfs/read-schedule.ts'
import { decodeFeed } from '../../realtime/feed.ts'
import { archivedDates } from '../tides/data-package.ts'

type Clock = {
  now: string
  speed: number
  archivedThrough: string | null
  archiving: { done: number; total: number } | null
  advancingTo: string | null
}

const main = fileURLToPath(new URL('../../city-main.ts', import.meta.url))

async function openCity(folder: string, settings: Record<string, string> = {}) {
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: '',
    HEADWAY_CITY_FOLDER: folder,
    HEADWAY_CITY_ROUTES: '2',
    HEADWAY_CITY_HISTORY_DAYS: '3',
    HEADWAY_PORT: String(port),
    HEADWAY_INTERNAL_KEY: Buffer.alloc(32, 7).toString('base64url'),
    HEADWAY_NATS_URL: 'nats://127.0.0.1:9',
    HEADWAY_LOG_LEVEL: 'error',
    ...settings,
  }
  let child: ChildProcess
  const start = async () => {
    child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    await until(async () => (await fetch(`${url}/livez`)).ok, { what: 'the city answers', timeoutMs: 30_000 })
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  await start()
  const clock = async () => (await (await fetch(`${url}/clock`)).json()) as Clock
  return {
    url,
    start,
    end,
    clock,
    post: (body: unknown) =>
      fetch(`${url}/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    bytes: async (path: string) => new Uint8Array(await (await fetch(url + path)).arrayBuffer()),
    archived: (date: string) =>
      until(async () => (await clock()).archivedThrough === date, {
        what: `${date} is archived`,
        timeoutMs: 40_000,
      }),
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  }
}

test('a new city archives its history and stands on the morning after it', async () => {
  await using folder = await testFolder('city')
  await using city = await openCity(folder.path)

  await city.archived('2026-03-04')

  expect(await city.clock()).toMatchObject({ now: '2026-03-05T10:00:00.000Z', speed: 0, archiving: null })
  expect(await archivedDates(join(folder.path, 'tides'))).toEqual(['2026-03-02', '2026-03-03', '2026-03-04'])
  const schedule = readSchedule(await city.bytes('/gtfs.zip'))
  expect(schedule.routes.size).toBe(2)
  expect(new TextDecoder().decode(await city.bytes('/weather.csv'))).toContain('2026-03-05 03:00')
})

test('the clock goes where it is told once the days before are archived, and never back', async () => {
  await using folder = await testFolder('city')
  await using city = await openCity(folder.path)

  const answer = await city.post({ advanceTo: '2026-03-06T14:30:00Z' })
  expect(answer.status).toBe(202)
  await until(async () => (await city.clock()).now === '2026-03-06T14:30:00.000Z', {
    what: 'the clock is there',
  })

  expect((await city.clock()).archivedThrough).toBe('2026-03-05')
  const positions = decodeFeed(await city.bytes('/vehicle-positions.pb'))
  expect(positions.header.timestamp).toBe(Date.parse('2026-03-06T14:30:00Z') / 1000)
  expect(positions.entities.some(({ vehicle }) => vehicle?.trip?.startDate === '20260306')).toBe(true)
  expect(decodeFeed(await city.bytes('/trip-updates.pb')).entities.length).toBeGreaterThan(0)
  expect(decodeFeed(await city.bytes('/alerts.pb')).header.feedVersion).toBe(positions.header.feedVersion)
  expect((await city.post({ advanceTo: '2026-03-06T14:00:00Z' })).status).toBe(400)
  expect((await city.post({ speed: -1 })).status).toBe(400)
  expect((await city.post({ sped: 1 })).status).toBe(400)
})

test('a running clock archives each day when it ends', async () => {
  await using folder = await testFolder('city')
  await using city = await openCity(folder.path)
  await city.archived('2026-03-04')
  await city.post({ advanceTo: '2026-03-06T09:30:00Z' })
  await city.archived('2026-03-04')
  await until(async () => (await city.clock()).advancingTo === null, { what: 'the clock has moved' })

  await city.post({ speed: 3600 })

  await city.archived('2026-03-05')
})

test('killed at any moment, it goes on where it was', async () => {
  await using folder = await testFolder('city')
  await using city = await openCity(folder.path, { HEADWAY_CITY_HISTORY_DAYS: '8' })
  const visits = join(folder.path, 'tides', 'stop_visits')
  await until(async () => (await readdir(visits)).filter((name) => name.endsWith('.gz')).length >= 2, {
    what: 'two days are written',
  })

  await city.end('SIGKILL')
  await city.start()
  await city.archived('2026-03-09')
  await city.post({ advanceTo: '2026-03-14T12:00:00Z' })
  await city.end('SIGKILL')
  await city.start()

  await until(async () => Date.parse((await city.clock()).now) >= Date.parse('2026-03-14T12:00:00Z'), {
    what: 'the clock has gone where it was told before',
    timeoutMs: 40_000,
  })
  expect((await city.clock()).archivedThrough).toBe('2026-03-13')
  expect((await archivedDates(join(folder.path, 'tides'))).length).toBe(12)
})

test('a city of another plan does not take over a folder', async () => {
  await using folder = await testFolder('city')
  {
    await using city = await openCity(folder.path, { HEADWAY_CITY_HISTORY_DAYS: '0' })
    expect((await city.clock()).archivedThrough).toBeNull()
    await city.end('SIGTERM')
  }
  const env = {
    HEADWAY_CITY_FOLDER: folder.path,
    HEADWAY_CITY_ROUTES: '3',
    HEADWAY_CITY_HISTORY_DAYS: '0',
    HEADWAY_PORT: '0',
    HEADWAY_INTERNAL_KEY: Buffer.alloc(32, 7).toString('base64url'),
    HEADWAY_NATS_URL: 'nats://127.0.0.1:9',
  }

  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const [code] = await once(child, 'exit')

  expect(code).not.toBe(0)
  expect(output).toContain('routeCount')
})
