import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serializeManifest } from '@headway/artifacts/manifest'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import { outcomeObserved } from '@headway/events/outcome'
import { aliasMoved } from '@headway/events/registry'
import { endpointCreated, predictionLogged } from '@headway/events/serving'
import { openDatabase } from '@headway/kit/database'
import { literal } from '@headway/tables/quote'
import { openTables } from '@headway/tables/tables'
import { startService } from '@headway/testkit/start-service'
import { testDatabase } from '@headway/testkit/test-database'
import { openTestEvents, type TestEvents } from '@headway/testkit/test-events'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { prune } from '../src/commands/prune.ts'
import type { Context } from '../src/context.ts'
import type { Database } from '../src/store/database.ts'

const at = Date.UTC(2026, 2, 3, 8, 10)
const sha = 'a'.repeat(64)

type Logged = { subject: string; partition: string; source?: string; delay: number; p50: number; at?: number }

async function parquet(store: ArtifactStore, select: string): Promise<string> {
  await using tables = await openTables({ memoryLimit: '256MB', threads: 1 })
  const path = join(await mkdtemp(join(tmpdir(), 'headway-monitoring-')), 'table.parquet')
  await tables.copyToParquet(select, path)
  return (await store.putFile(path)).digest
}

async function rows(store: ArtifactStore, list: object[], select: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'headway-monitoring-')), 'rows.json')
  await writeFile(path, list.map((row) => JSON.stringify(row)).join('\n'))
  return parquet(store, `select ${select} from read_json(${literal(path)}, format = 'newline_delimited')`)
}

function predictions(store: ArtifactStore, logged: Logged[]): Promise<string> {
  return rows(
    store,
    logged.map((row) => ({ source: 'exact', at, ...row })),
    `subject as subject_id, make_timestamp_ms("at") as predicted_at, 'departures/1' as version_id,
     1::integer as revision, partition, source, delay::float as "feature_delay", p50::float as "output_p50"`,
  )
}

function outcomes(store: ArtifactStore, list: { subject: string; value: number }[]): Promise<string> {
  return rows(
    store,
    list.map((row) => ({ at, ...row })),
    'subject as subject_id, make_timestamp_ms("at") as observed_at, value::double as value',
  )
}

async function goLive(events: TestEvents, store: ArtifactStore): Promise<void> {
  const edges = Array.from({ length: 15 }, (_, i) => `${i * 10}::double as e${i + 1}`)
  const counts = Array.from({ length: 16 }, (_, i) => `${i + 1}::bigint as c${i}`)
  const profile = await parquet(
    store,
    `select 'R1/0/S1' as key, 'delay' as feature, 136::bigint as n, 71.5::double as mean, 40::double as sd,
     ${edges.join(', ')}, ${counts.join(', ')}`,
  )
  const slot = { pack: sha, offset: 0, length: 1, sha256: sha }
  const { digest } = await store.put(
    serializeManifest({
      format: 'headway.manifest/1',
      model: 'departures',
      parent: null,
      complete: true,
      version: 'departures/1',
      profiles: [profile],
      partitions: [
        { key: ['R1', '0', 'S1'], ...slot, metrics: { mae: 20 } },
        { key: ['*', '*', '*'], ...slot },
      ],
      modelDefinition: {
        partitionedBy: ['route_id', 'direction_id', 'stop_id'],
        signature: {
          inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 1] }],
          features: ['delay'],
          outputs: ['p10', 'p50', 'p90'].map((name) => ({ name, datatype: 'FP32', shape: [-1] })),
        },
        baseline: [],
      },
    }),
  )
  await events.publish(endpointCreated, {
    endpoint: 'departures',
    model: 'departures',
    variants: [{ name: 'primary', role: 'PRIMARY', alias: 'champion' }],
    createdBy: 'operator',
  })
  await events.publish(aliasMoved, {
    model: 'departures',
    alias: 'champion',
    versionId: 'departures/1',
    previousVersionId: null,
    revision: 1,
    manifestDigest: digest,
    movedBy: 'operator',
    movedAt: new Date(at).toISOString(),
    reason: 'first',
    run: null,
  })
}

function logged(chunkDigest: string, rowCount: number) {
  const time = new Date(at).toISOString()
  return { endpoint: 'departures', model: 'departures', chunkDigest, rowCount, firstAt: time, lastAt: time }
}

const everything = `query ($window: DateTime) {
  monitors { edges { cursor } nodes { model } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
  monitor(endpoint: "departures") {
    endpoint { name monitor { model } } model liveVersion { id } output windowMinutes outcomeWithinHours createdAt
    predictionCount outcomeCount waitingOutcomeCount
    fleetPerformance {
      edges { cursor } pageInfo { hasNextPage }
      nodes { windowStart count meanAbsoluteError meanError rootMeanSquareError fallbackShare }
    }
    performance(partitionPrefix: "R1/", window: $window) {
      edges { cursor } pageInfo { hasNextPage }
      nodes { partition windowStart version { id } count meanAbsoluteError meanError rootMeanSquareError
        fallbackShare gateMeanAbsoluteError ratioToGate }
    }
    reference(partition: "R1/0/S1") { feature version { id } count mean standardDeviation edges counts }
    windows(partition: "R1/0/S1", feature: "delay") {
      edges { cursor } pageInfo { hasNextPage }
      nodes { windowStart referenceVersion { id } count mean counts }
    }
  }
}`

type Everything = { monitor: Record<string, never> & { predictionCount: number; outcomeCount: number } }

test('predictions fill the windows of their partition and outcomes become errors beside the gate', async () => {
  await using service = await startService('monitoring')
  await using events = await openTestEvents(service.nats.url)
  await using store = await openArtifactStore(service.artifacts.path)
  await goLive(events, store)
  const chunk = await predictions(store, [
    { subject: 'a', partition: 'R1/0/S1', delay: 5, p50: 100 },
    { subject: 'b', partition: 'R1/0/S1', delay: 500, p50: 100 },
    { subject: 'c', partition: 'R1/0/S2', source: 'pooled:*/*/*', delay: 0, p50: 100 },
  ])

  await events.publish(predictionLogged, logged(chunk, 3))
  await events.publish(outcomeObserved, {
    endpoint: 'departures',
    chunkDigest: await outcomes(store, [
      { subject: 'a', value: 110 },
      { subject: 'b', value: 70 },
      { subject: 'c', value: 100 },
      { subject: 'nobody asked', value: 1 },
    ]),
  })
  const read = () => service.data<Everything>(everything, { window: '2026-03-03T08:00:00.000Z' })
  const { monitor } = await until(async () => {
    const found = await read()
    return found.monitor?.outcomeCount === 3 ? found : undefined
  })

  expect(monitor).toMatchObject({
    endpoint: { name: 'departures', monitor: { model: 'departures' } },
    liveVersion: { id: 'departures/1' },
    output: 'p50',
    predictionCount: 3,
    waitingOutcomeCount: 1,
    fleetPerformance: {
      nodes: [{ windowStart: '2026-03-03T08:00:00.000Z', count: 3, fallbackShare: 1 / 3 }],
    },
  })
  expect(monitor.performance).toMatchObject({
    nodes: [
      {
        partition: 'R1/0/S1',
        version: { id: 'departures/1' },
        count: 2,
        meanAbsoluteError: 20,
        meanError: -10,
        rootMeanSquareError: Math.sqrt(500),
        gateMeanAbsoluteError: 20,
        ratioToGate: 1,
      },
      { partition: 'R1/0/S2', gateMeanAbsoluteError: null, ratioToGate: null },
    ],
  })
  expect(monitor.reference).toMatchObject([{ feature: 'delay', count: 136, standardDeviation: 40 }])
  const counts = new Array(16).fill(0)
  counts[1] = 1
  counts[15] = 1
  expect(monitor.windows).toMatchObject({
    nodes: [{ windowStart: '2026-03-03T08:00:00.000Z', count: 2, mean: 252.5, counts }],
  })
  const unknown = await service.graphql(
    '{ monitor(endpoint: "departures") { windows(partition: "R1/0/S1", feature: "speed") { nodes { count } } } }',
  )
  expect(unknown.errors?.[0]?.extensions).toMatchObject({
    code: 'NOT_FOUND',
    field: 'feature',
    value: 'speed',
    expected: 'one of delay',
  })
})

test('an outcome that comes before its prediction waits for it, and a chunk announced twice counts once', async () => {
  await using service = await startService('monitoring')
  await using events = await openTestEvents(service.nats.url)
  await using store = await openArtifactStore(service.artifacts.path)
  await goLive(events, store)
  const outcome = { subjectId: 'a', observedAt: new Date(at).toISOString(), value: 130 }
  const waiting =
    '{ monitor(endpoint: "departures") { output waitingOutcomeCount outcomeCount predictionCount } }'
  const monitor = async () =>
    (await service.data<{ monitor: Record<string, unknown> | null }>(waiting)).monitor
  await until(async () => (await monitor())?.output === 'p50')

  await events.publish(outcomeObserved, { endpoint: 'departures', outcomes: [outcome] })
  await until(async () => (await monitor())?.waitingOutcomeCount === 1)
  const chunk = await predictions(store, [{ subject: 'a', partition: 'R1/0/S1', delay: 0, p50: 100 }])
  await events.publish(predictionLogged, logged(chunk, 1))
  await events.publish(predictionLogged, logged(chunk, 1))
  const other = await predictions(store, [{ subject: 'b', partition: 'R1/0/S1', delay: 0, p50: 1 }])
  await events.publish(predictionLogged, logged(other, 1))

  await until(async () => (await monitor())?.predictionCount === 2)
  expect(await monitor()).toMatchObject({ waitingOutcomeCount: 0, outcomeCount: 1, predictionCount: 2 })
})

test('only an operator configures a monitor, and only within its limits', async () => {
  await using service = await startService('monitoring')
  await using events = await openTestEvents(service.nats.url)
  await using store = await openArtifactStore(service.artifacts.path)
  await goLive(events, store)
  const configure = `mutation ($minutes: Int!, $endpoint: String!) {
    configureMonitor(input: { endpoint: $endpoint, windowMinutes: $minutes }) { windowMinutes } }`
  await until(async () => (await service.data<Everything>(everything)).monitor !== null)

  const refused = await service.graphql(configure, { endpoint: 'departures', minutes: 15 }, { as: 'viewer' })
  const tooLong = await service.graphql(configure, { endpoint: 'departures', minutes: 20_000 })
  const unknown = await service.graphql(configure, { endpoint: 'arrivals', minutes: 15 })
  const done = await service.data(configure, { endpoint: 'departures', minutes: 15 }, { as: 'operator' })

  expect(refused.errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED')
  expect(tooLong.errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'windowMinutes',
    value: 20_000,
    expected: 'a whole number from 1 to 10080',
  })
  expect(unknown.errors?.[0]?.extensions).toMatchObject({
    code: 'NOT_FOUND',
    field: 'endpoint',
    value: 'arrivals',
  })
  expect(done).toEqual({ configureMonitor: { windowMinutes: 15 } })
})

test('an outcome told twice counts once, and counts for predictions of its subject that are logged later', async () => {
  await using service = await startService('monitoring')
  await using events = await openTestEvents(service.nats.url)
  await using store = await openArtifactStore(service.artifacts.path)
  await goLive(events, store)
  const state = async () =>
    (
      await service.data<{ monitor: Record<string, unknown> | null }>(
        '{ monitor(endpoint: "departures") { output waitingOutcomeCount outcomeCount predictionCount } }',
      )
    ).monitor
  await until(async () => (await state())?.output === 'p50')
  const time = new Date(at).toISOString()

  const early = await predictions(store, [{ subject: 'a', partition: 'R1/0/S1', delay: 0, p50: 100 }])
  await events.publish(predictionLogged, logged(early, 1))
  await until(async () => (await state())?.predictionCount === 1)
  await events.publish(outcomeObserved, {
    endpoint: 'departures',
    outcomes: [
      { subjectId: 'a', observedAt: time, receivedAt: time, value: 130 },
      { subjectId: 'a', observedAt: time, value: 999 },
    ],
  })
  await until(async () => (await state())?.outcomeCount === 1)
  await events.publish(outcomeObserved, {
    endpoint: 'departures',
    chunkDigest: await outcomes(store, [{ subject: 'a', value: 130 }]),
  })
  const late = await predictions(store, [{ subject: 'a', partition: 'R1/0/S1', delay: 9, p50: 120 }])
  await events.publish(predictionLogged, logged(late, 1))
  await until(async () => (await state())?.predictionCount === 2)

  expect(await state()).toMatchObject({ outcomeCount: 2, waitingOutcomeCount: 0 })
  const { monitor } = await service.data<{ monitor: object }>(
    '{ monitor(endpoint: "departures") { performance { nodes { count meanAbsoluteError } } } }',
  )
  expect(monitor).toEqual({ performance: { nodes: [{ count: 2, meanAbsoluteError: 20 }] } })
})

test('rows and windows that are older than they are kept go, by the time of the data', async () => {
  await using database = await testDatabase('monitoring')
  await using opened = openDatabase<Database>({ url: database.url, schema: database.schema })
  const { db } = opened
  const day = (count: number) => new Date(at + count * 86_400_000)
  const monitorRow = {
    endpoint: 'departures',
    model: 'departures',
    window_minutes: 1440,
    outcome_within_hours: 24,
  }
  await db
    .insertInto('monitor')
    .values({ ...monitorRow, created_at: day(0), predicted_through: day(200), observed_through: day(200) })
    .execute()
  const arrived = new Date(Date.now() - 2 * 3_600_000)
  const prediction = {
    endpoint: 'departures',
    partition: 'R1',
    version_id: 'departures/1',
    is_fallback: false,
    value: 1,
  }
  for (const age of [198, 199.5]) {
    await db
      .insertInto('logged_prediction')
      .values({
        ...prediction,
        subject_id: `s${age}`,
        predicted_at: day(age),
        window_start: day(age),
        arrived_at: arrived,
      })
      .execute()
    await db
      .insertInto('outcome')
      .values({
        endpoint: 'departures',
        subject_id: `s${age}`,
        observed_at: day(age),
        value: 1,
        is_matched: true,
        arrived_at: arrived,
      })
      .execute()
  }
  for (const age of [50, 150]) {
    await db
      .insertInto('test_window')
      .values({ endpoint: 'departures', window_start: day(age), window_end: day(age + 1) })
      .execute()
  }

  const settings = { HEADWAY_WINDOW_RETENTION_DAYS: 120, HEADWAY_REPORT_RETENTION_DAYS: 400 }
  await prune({ db, settings, now: () => new Date() } as unknown as Context)

  const left = async (table: 'logged_prediction' | 'outcome' | 'test_window') =>
    (await db.selectFrom(table).selectAll().execute()).length
  expect(await left('logged_prediction')).toBe(1)
  expect(await left('outcome')).toBe(1)
  expect(await left('test_window')).toBe(1)
})
