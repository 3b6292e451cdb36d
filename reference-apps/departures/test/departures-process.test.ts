import { join } from 'node:path'
import { predictionsChanged } from '@headway/events/departures'
import { startProcess } from '@headway/kit/process'
import { openTestEvents } from '@headway/testkit/test-events'
import { testFolder } from '@headway/testkit/test-folder'
import { testIdentity } from '@headway/testkit/test-identity'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { cityProcess } from '../src/city/process/city-process.ts'
import { departuresProcess } from '../src/live/departures-process.ts'
import { decodeFeed } from '../src/realtime/feed.ts'

type Status = {
  phase: string
  now: string | null
  vehicles: { seen: number; predicted: number }
  feed: { trips: number; stopTimes: number }
  visitsRecorded: number
  daysRecorded: number
  daysKnown: number
  problems: string[]
}

/** A city at eight in the morning whose clock runs, and nobody else but the bus: no serving, no graph. */
async function openWorld() {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(await testFolder('departures'))
  const nats = opened.use(await testNats())
  const identity = await testIdentity(folder.path)
  const shared = {
    ...identity.settings,
    HEADWAY_PORT: '0',
    HEADWAY_LOG_LEVEL: 'silent',
    HEADWAY_NATS_URL: nats.url,
  }
  const city = opened.use(
    await startProcess(cityProcess, {
      ...shared,
      HEADWAY_CITY_FOLDER: join(folder.path, 'city'),
      HEADWAY_CITY_ROUTES: '4',
      HEADWAY_CITY_STOPS: '12',
      HEADWAY_CITY_HISTORY_DAYS: '0',
    }),
  )
  await setClock(city.url, { advanceTo: '2026-03-02T14:00:00Z' })
  await setClock(city.url, { speed: 40 })
  const settings = {
    ...shared,
    HEADWAY_GTFS: `${city.url}/gtfs.zip`,
    HEADWAY_VEHICLE_POSITIONS: `${city.url}/vehicle-positions.pb`,
    HEADWAY_ALERTS: `${city.url}/alerts.pb`,
    HEADWAY_TRIP_UPDATES: `${city.url}/trip-updates.pb`,
    HEADWAY_WEATHER: `${city.url}/weather.csv`,
    HEADWAY_DEPARTURES_FOLDER: join(folder.path, 'departures'),
    HEADWAY_DEPARTURES_NAME: 'test',
    HEADWAY_GRAPHQL_URL: 'http://127.0.0.1:9/graphql',
    HEADWAY_OIP_URL: 'http://127.0.0.1:9/v2',
    HEADWAY_TOKEN: 'none',
    HEADWAY_ARTIFACTS: join(folder.path, 'artifacts'),
    HEADWAY_POLL_SECONDS: '15',
  }
  const kept = opened.move()
  return { city, nats, identity, settings, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

async function setClock(url: string, change: { speed?: number; advanceTo?: string }): Promise<void> {
  const response = await fetch(`${url}/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  })
  expect(response.ok).toBe(true)
}

async function statusOf(url: string): Promise<Status> {
  return (await fetch(`${url}/status`)).json() as Promise<Status>
}

const patience = { timeoutMs: 60_000 }

test('a process alone with a city predicts, publishes and answers, and goes on where it was', async () => {
  await using world = await openWorld()
  await using events = await openTestEvents(world.nats.url)
  await using first = await startProcess(departuresProcess, world.settings)
  const status = await until(async () => {
    const seen = await statusOf(first.url)
    return seen.visitsRecorded > 20 && seen.feed.stopTimes > 100 ? seen : undefined
  }, patience)

  expect(status).toMatchObject({ phase: 'waiting for an archive', daysRecorded: 1, daysKnown: 0 })
  expect(status.vehicles.predicted).toBeGreaterThan(0)
  expect(status.problems.join()).toContain('serving: ')

  const response = await fetch(`${first.url}/trip-updates.pb`)
  const feed = decodeFeed(new Uint8Array(await response.arrayBuffer()))
  expect(feed.header).toMatchObject({ version: '2.0', incrementality: 'FULL_DATASET', feedVersion: '1.1' })
  expect(response.headers.get('last-modified')).toBe(new Date(feed.header.timestamp * 1000).toUTCString())

  const changed = await events.next(predictionsChanged, ({ stops }) => stops.length > 0)
  const [id] = changed.data.stops
  const board = await ask(
    first.url,
    await world.identity.internalToken('viewer'),
    `query ($id: ID!) {
      stop(id: $id) { id name lat lon departures(first: 50) {
        route headsign direction trip vehicle scheduledAt predictedAt earliestAt latestAt source cancelled
      } }
      stops(first: 2, near: { lat: 0, lon: 0 }) { nodes { id } pageInfo { hasNextPage } }
      none: stop(id: "nowhere") { id }
    }`,
    { id },
  )
  expect(board.errors).toBeUndefined()
  expect(board.data.none).toBeNull()
  expect(board.data.stops.nodes).toHaveLength(2)
  const times = board.data.stop.departures.map((line: Line) => line.predictedAt ?? line.scheduledAt)
  expect(times.length).toBeGreaterThan(3)
  expect(times).toEqual([...times].sort())
  expect(board.data.stop.departures.some(({ source }: Line) => source === 'USUAL')).toBe(true)

  const { visitsRecorded } = await statusOf(first.url)
  await first.stop()
  await using second = await startProcess(departuresProcess, world.settings)
  const again = await until(async () => {
    const seen = await statusOf(second.url)
    return seen.feed.stopTimes > 100 ? seen : undefined
  }, patience)
  expect(again.vehicles.predicted).toBeGreaterThan(0)
  expect(visitsRecorded).toBeGreaterThan(20)
}, 120_000)

test('what is asked wrongly is refused with what was expected', async () => {
  await using world = await openWorld()
  await using running = await startProcess(departuresProcess, world.settings)
  await until(async () => ((await statusOf(running.url)).now ? true : undefined), patience)
  const token = await world.identity.internalToken('viewer')
  const codeOf = async (query: string) => (await ask(running.url, token, query)).errors?.[0]?.extensions.code
  const { data } = await ask(running.url, token, '{ stops(first: 1) { nodes { id } } }')
  const { id } = data.stops.nodes[0]

  expect(await codeOf(`{ stop(id: "${id}") { departures(first: 101) { trip } } }`)).toBe('INVALID_ARGUMENT')
  expect(await codeOf('{ stops(first: 501) { nodes { id } } }')).toBe('INVALID_ARGUMENT')
  expect(await codeOf('{ stops(near: { lat: 91, lon: 0 }) { nodes { id } } }')).toBe('INVALID_ARGUMENT')
  expect(await codeOf('{ stops(after: "x") { nodes { id } } }')).toBe('INVALID_ARGUMENT')
  const unknown = await fetch(`${running.url}/graphql`, { method: 'POST' })
  expect(unknown.status).toBe(401)
}, 120_000)

type Line = { predictedAt: string | null; scheduledAt: string; source: string | null }
type Answer = {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it has asked for
  data: any
  errors?: { extensions: { code: string } }[]
}

async function ask(url: string, token: string, query: string, variables = {}): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  })
  return response.json() as Promise<Answer>
}
