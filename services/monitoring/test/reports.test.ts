import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import {
  alertRaised,
  dataQualityFailed,
  driftDetected,
  performanceDegraded,
} from '@headway/events/monitoring'
import { outcomeObserved } from '@headway/events/outcome'
import { startService, type TestService } from '@headway/testkit/start-service'
import { openTestEvents, type TestEvents } from '@headway/testkit/test-events'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { firstDay, liveDay, partitionNames, type Strange, startFleet } from './watched-fleet.ts'

const dayMs = 86_400_000
const names = partitionNames(60)
const rows = 40

type Watched = { service: TestService; events: TestEvents; store: ArtifactStore }

async function configured({ service, events, store }: Watched): Promise<void> {
  await startFleet(events, store, names)
  const known = '{ monitor(endpoint: "departures") { liveVersion { id } } }'
  await until(async () => {
    const { monitor } = await service.data<{ monitor: { liveVersion: unknown } | null }>(known)
    return monitor?.liveVersion
  })
  await service.data(`mutation { configureMonitor(input: { endpoint: "departures", windowMinutes: 1440,
    graceMinutes: 0, confirmWindows: 2 }) { windowMinutes } }`)
}

/** A day of data, and then word that it is complete. */
async function livedDay(
  { service, events, store }: Watched,
  day: number,
  strange?: ReadonlyMap<string, Strange>,
): Promise<void> {
  const counts = async () =>
    (
      await service.data<{ monitor: { outcomeCount: number } }>(
        '{ monitor(endpoint: "departures") { outcomeCount } }',
      )
    ).monitor.outcomeCount
  const before = await counts()
  const silent = [...(strange?.values() ?? [])].filter((one) => one.silent).length
  await liveDay(events, store, names, day, strange, rows)
  await until(async () => (await counts()) === before + (names.length - silent) * rows, { timeoutMs: 20_000 })
  await service.data(
    'mutation ($through: DateTime!) { checkMonitor(endpoint: "departures", completeThrough: $through) { model } }',
    { through: new Date(firstDay + (day + 1) * dayMs).toISOString() },
  )
}

const strangeOf = (from: number, to: number, strange: Strange) =>
  new Map(names.slice(from, to).map((name) => [name, strange] as const))

const everything = `query {
  monitor(endpoint: "departures") {
    windowOffsetMinutes predictedThrough observedThrough
    tests { testDrift testPerformance testDataQuality rate leastDistance leastRatio confirmWindows graceMinutes
      minimumRows clockToleranceSeconds }
    reference(partition: "R0/0/S0") { dayCorrelation }
    windows(partition: "R0/0/S0", feature: "delay") { nodes { missingCount } }
    driftReports(affected: true) {
      edges { cursor } pageInfo { hasNextPage }
      nodes {
        id monitor { model } version { id } windowStart windowEnd createdAt isFinal rate testedCount leftOutCount
        suspectedCount affectedCount results { digest } partitionsFile { digest }
        fleetShifts { feature testedCount medianDistance inflation }
        partitions(confirmed: true, partitionPrefix: "R") {
          edges { cursor } pageInfo { hasNextPage }
          nodes { rank partition isConfirmed feature featureCount statistic distance stabilityIndex meanDifference
            count effectiveCount windows windowPValue pValue qValue }
        }
      }
    }
    performanceReports(affected: true) {
      edges { cursor } pageInfo { hasNextPage }
      nodes {
        id monitor { model } version { id } windowStart windowEnd createdAt isFinal rate testedCount leftOutCount
        suspectedCount affectedCount results { digest } partitionsFile { digest } medianRatio sharedRatio
        partitions {
          edges { cursor } pageInfo { hasNextPage }
          nodes { rank partition isConfirmed version { id } count meanAbsoluteError gateMeanAbsoluteError ratio excess
            windows statistic pValue qValue }
        }
      }
    }
    dataQualityReports {
      edges { cursor } pageInfo { hasNextPage }
      nodes {
        id monitor { model } version { id } windowStart windowEnd createdAt isFinal testedCount affectedCount
        results { digest } partitionsFile { digest } checks { check affectedCount }
        faults {
          edges { cursor } pageInfo { hasNextPage } nodes { rank partition check feature value expected }
        }
      }
    }
  }
  alerts(endpoint: "departures") {
    edges { cursor } pageInfo { hasNextPage }
    nodes { id monitor { model } model kind check severity state title driftReport { id } performanceReport { id }
      dataQualityReport { id } partitionCount windowStart windowEnd windowCount openedAt updatedAt resolvedAt
      isSilenced acknowledgedBy acknowledgedAt note }
  }
  silences(endpoint: "departures", active: true) {
    edges { cursor } pageInfo { hasNextPage }
    nodes { id monitor { model } kind partitionPrefix reason until createdBy createdAt endedBy endedAt isActive }
  }
}`

type Report = {
  id: string
  testedCount: number
  leftOutCount: number
  suspectedCount: number
  affectedCount: number
  isFinal: boolean
  partitions: { nodes: { partition: string; isConfirmed: boolean }[] }
  faults: { nodes: { partition: string; check: string; value: number; expected: number }[] }
  checks: { check: string; affectedCount: number }[]
  partitionsFile: { digest: string } | null
}
type Everything = {
  monitor: Record<'driftReports' | 'performanceReports' | 'dataQualityReports', { nodes: Report[] }>
  alerts: { nodes: { id: string; kind: string; check: string | null; state: string; isSilenced: boolean }[] }
  silences: { nodes: { id: string }[] }
}

test('drift and a loss of performance are told after two windows, with their partitions, and resolved by a clean one', async () => {
  await using service = await startService('monitoring', { settings: { HEADWAY_SETTLE_SECONDS: '1' } })
  await using events = await openTestEvents(service.nats.url)
  await using store = await openArtifactStore(service.artifacts.path)
  const watched = { service, events, store }
  await configured(watched)
  const strange = new Map([...strangeOf(0, 5, { shift: 1.5 }), ...strangeOf(5, 9, { error: 3 })])

  await livedDay(watched, 0)
  await livedDay(watched, 1)
  await livedDay(watched, 2, strange)
  expect(events.list(driftDetected)).toEqual([])
  expect(events.list(performanceDegraded)).toEqual([])
  await livedDay(watched, 3, strange)

  const drift = await events.next(driftDetected)
  expect(drift.data).toMatchObject({
    endpoint: 'departures',
    model: 'departures',
    versionId: 'departures/1',
    windowStart: new Date(firstDay + 3 * dayMs).toISOString(),
    windowEnd: new Date(firstDay + 4 * dayMs).toISOString(),
    partitionCount: 5,
    testedCount: 60,
    rate: 0.05,
  })
  expect(drift.data.worst.map(({ partition }) => partition).sort()).toEqual(names.slice(0, 5).sort())
  const degraded = await events.next(performanceDegraded)
  expect(degraded.data).toMatchObject({ partitionCount: 4, worst: [{ feature: null }, {}, {}, {}] })
  const list = JSON.parse((await store.get(degraded.data.partitionsDigest)).toString())
  expect(list.format).toBe('headway.partitions/1')
  expect(list.partitions.toSorted()).toEqual(names.slice(5, 9).toSorted())

  const found = await service.data<Everything>(everything)
  const [driftReport] = found.monitor.driftReports.nodes
  expect(driftReport).toMatchObject({
    id: drift.data.report,
    isFinal: true,
    testedCount: 60,
    leftOutCount: 0,
    affectedCount: 5,
    version: { id: 'departures/1' },
    partitionsFile: { digest: drift.data.partitionsDigest },
    partitions: { nodes: [{ rank: 1, isConfirmed: true, featureCount: 2, windows: 2 }, {}, {}, {}, {}] },
  })
  expect(found.monitor.performanceReports.nodes[0]).toMatchObject({
    affectedCount: 4,
    partitions: { nodes: [{ version: { id: 'departures/1' }, gateMeanAbsoluteError: 20 }, {}, {}, {}] },
  })
  expect(found.monitor.dataQualityReports.nodes.map(({ affectedCount }) => affectedCount)).toEqual([
    0, 0, 0, 0,
  ])
  expect(found.alerts.nodes.map(({ kind, state }) => [kind, state]).sort()).toEqual([
    ['DRIFT', 'OPEN'],
    ['PERFORMANCE', 'OPEN'],
  ])
  expect(events.list(alertRaised)).toHaveLength(2)

  await livedDay(watched, 4)
  const after = await service.data<Everything>(everything)
  expect(after.alerts.nodes.map(({ state }) => state)).toEqual(['RESOLVED', 'RESOLVED'])
  expect(events.list(driftDetected)).toHaveLength(1)
})

test('a clock that is a minute ahead is a fault of the data, and keeps its partitions out of the other tests', async () => {
  await using service = await startService('monitoring', { settings: { HEADWAY_SETTLE_SECONDS: '1' } })
  await using events = await openTestEvents(service.nats.url)
  await using store = await openArtifactStore(service.artifacts.path)
  const watched = { service, events, store }
  await configured(watched)
  const faulty = new Map([
    ...strangeOf(0, 8, { clockAhead: 60, shift: 1.5, error: 3 }),
    ...strangeOf(8, 10, { missing: 0.6 }),
  ])

  for (const day of [0, 1]) await livedDay(watched, day)
  const silence = `mutation ($until: DateTime!) { silenceAlerts(input: { endpoint: "departures", kind: DATA_QUALITY,
    partitionPrefix: "R", reason: "depot 2 is told", until: $until }) { id isActive } }`
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const made = await service.data<{ silenceAlerts: { id: string } }>(silence, { until }, { as: 'operator' })
  for (const day of [2, 3]) await livedDay(watched, day, faulty)

  const clock = await events.next(dataQualityFailed, ({ check }) => check === 'CLOCK')
  expect(clock.data).toMatchObject({ partitionCount: 8, affectedShare: 8 / 60 })
  expect(clock.data.worst[0]?.value).toBeLessThan(-40)
  const nulls = await events.next(dataQualityFailed, ({ check }) => check === 'NULLS')
  expect(nulls.data).toMatchObject({ partitionCount: 2, worst: [{ feature: 'delay' }, { feature: 'delay' }] })
  expect(events.list(driftDetected)).toEqual([])
  expect(events.list(performanceDegraded)).toEqual([])
  expect(events.list(alertRaised)).toEqual([])
  const found = await service.data<Everything>(everything)
  expect(found.monitor.dataQualityReports.nodes[0]).toMatchObject({
    affectedCount: 10,
    testedCount: 60,
    faults: { nodes: expect.arrayContaining([expect.objectContaining({ check: 'CLOCK', feature: null })]) },
  })
  const looked = await service.data<{ monitor: { driftReports: { nodes: Report[] } } }>(
    '{ monitor(endpoint: "departures") { driftReports(first: 1) { nodes { leftOutCount testedCount } } } }',
  )
  expect(looked.monitor.driftReports.nodes).toEqual([{ leftOutCount: 10, testedCount: 50 }])
  expect(found.alerts.nodes.map(({ check, isSilenced }) => [check, isSilenced]).sort()).toEqual([
    ['CLOCK', true],
    ['NULLS', true],
  ])
  expect(found.silences.nodes).toMatchObject([{ id: made.silenceAlerts.id, createdBy: 'test-operator' }])

  const ended = await service.data(`mutation ($id: ID!) { endSilence(id: $id) { isActive endedBy } }`, {
    id: made.silenceAlerts.id,
  })
  expect(ended).toEqual({ endSilence: { isActive: false, endedBy: 'test-admin' } })
  const [alert] = (await service.data<Everything>(everything)).alerts.nodes
  expect(alert?.isSilenced).toBe(false)
  const acknowledge = `mutation ($id: ID!) { acknowledgeAlert(id: $id, note: "seen") { state acknowledgedBy note } }`
  const refused = await service.graphql(acknowledge, { id: alert?.id }, { as: 'viewer' })
  expect(refused.errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED')
  expect(await service.data(acknowledge, { id: alert?.id }, { as: 'operator' })).toEqual({
    acknowledgeAlert: { state: 'ACKNOWLEDGED', acknowledgedBy: 'test-operator', note: 'seen' },
  })
  const past = await service.graphql(silence, { until: '2020-01-01T00:00:00Z' })
  expect(past.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'until' })
  const byId = await service.data(
    `query ($alert: ID!, $report: ID!) { alert(id: $alert) { id } dataQualityReport(id: $report) { id }
      driftReport(id: $report) { id } performanceReport(id: $report) { id } }`,
    { alert: alert?.id, report: found.monitor.dataQualityReports.nodes[0]?.id },
  )
  expect(byId).toMatchObject({ alert: { id: alert?.id }, driftReport: null, performanceReport: null })
})

test('a window closes by the time of the data; a look at an open one tells nothing, and late data reopen nothing', async () => {
  await using service = await startService('monitoring', { settings: { HEADWAY_SETTLE_SECONDS: '1' } })
  await using events = await openTestEvents(service.nats.url)
  await using store = await openArtifactStore(service.artifacts.path)
  const watched = { service, events, store }
  await configured(watched)
  await service.data(
    'mutation { configureMonitor(input: { endpoint: "departures", confirmWindows: 1 }) { windowMinutes } }',
  )
  const reports = async () =>
    (
      await service.data<{ monitor: { driftReports: { nodes: Report[] } } }>(
        '{ monitor(endpoint: "departures") { driftReports { nodes { isFinal affectedCount windowStart } } } }',
      )
    ).monitor.driftReports.nodes

  await liveDay(events, store, names, 0, strangeOf(0, 3, { shift: 2 }), rows)
  const counted = '{ monitor(endpoint: "departures") { outcomeCount } }'
  await until(async () => {
    const { monitor } = await service.data<{ monitor: { outcomeCount: number } }>(counted)
    return monitor.outcomeCount === names.length * rows
  })
  await service.data('mutation { checkMonitor(endpoint: "departures") { model } }', {}, { as: 'operator' })

  expect(await reports()).toMatchObject([{ isFinal: false, affectedCount: 3 }])
  expect(events.list(driftDetected)).toEqual([])
  expect((await service.data<Everything>(everything)).alerts.nodes).toEqual([])

  // The clock of a simulated city jumps to another day: its data close the window, without a word.
  await liveDay(events, store, names, 5, undefined, rows)
  const drift = await events.next(driftDetected)
  expect(drift.data).toMatchObject({
    partitionCount: 3,
    windowStart: new Date(firstDay).toISOString(),
  })
  await liveDay(events, store, names, 0, strangeOf(10, 30, { shift: 2 }), rows - 1)
  await until(async () => {
    const { monitor } = await service.data<{ monitor: { outcomeCount: number } }>(counted)
    return monitor.outcomeCount >= names.length * rows * 2 + 1
  })
  expect(await reports()).toMatchObject([{ isFinal: true, affectedCount: 3 }])
})

test('a partition that falls silent while others speak is stale', async () => {
  await using service = await startService('monitoring', { settings: { HEADWAY_SETTLE_SECONDS: '1' } })
  await using events = await openTestEvents(service.nats.url)
  await using store = await openArtifactStore(service.artifacts.path)
  const watched = { service, events, store }
  await configured(watched)

  for (const day of [0, 7]) await livedDay(watched, day)
  await livedDay(watched, 14, strangeOf(0, 2, { silent: true }))

  const stale = await events.next(dataQualityFailed)
  expect(stale.data).toMatchObject({
    check: 'STALENESS',
    partitionCount: 2,
    worst: [
      { value: 0, expected: rows },
      { value: 0, expected: rows },
    ],
  })

  // Then predictions end altogether, while vehicles go on to be seen.
  const outcomes = [21, 22, 23, 24, 25].flatMap((day) =>
    Array.from({ length: 24 }, (_, hour) => {
      const observedAt = new Date(firstDay + day * dayMs + hour * 3_600_000).toISOString()
      return { subjectId: `unpredicted@${observedAt}`, observedAt, value: 100 }
    }),
  )
  await events.publish(outcomeObserved, { endpoint: 'departures', outcomes })
  const silent = await events.next(
    dataQualityFailed,
    ({ windowStart }) => windowStart === new Date(firstDay + 21 * dayMs).toISOString(),
    { timeoutMs: 30_000 },
  )
  expect(silent.data).toMatchObject({ check: 'STALENESS', partitionCount: names.length })
})
