import { openArtifactStore } from '@headway/artifacts/store'
import { datasetVersionCreated } from '@headway/events/datasets'
import type { EventData } from '@headway/events/define-event'
import { driftDetected, performanceDegraded } from '@headway/events/monitoring'
import { startService, type TestService } from '@headway/testkit/start-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

const digest = (letter: string) => letter.repeat(64)

type SeenFiring = {
  detail: string | null
  run: { id: string; state: string; partitionCount: number; parameters: Record<string, unknown> } | null
  partitions: Record<string, unknown> | null
}
type SeenTrigger = { lastError: string | null; held: number; lastFiring: SeenFiring | null }

const counting = { steps: [{ name: 'plan', uses: 'test/plan' }] }

async function setTrigger(service: TestService, input: Record<string, unknown>) {
  await service.data(
    'mutation ($input: SetTriggerInput!) { setTrigger(input: $input) { name partitionsFrom coolDownHours dailyPartitionBudget } }',
    { input: { pipeline: 'counting', ...input } },
  )
}

async function read(service: TestService, name: string): Promise<SeenTrigger> {
  const { trigger } = await service.data<{ trigger: SeenTrigger }>(
    `query ($name: String!) { trigger(name: $name) { lastError held lastFiring { detail at
      run { id state partitionCount parameters }
      partitions { asked taken inHand coolDown budget dataTime } } } }`,
    { name },
  )
  return trigger
}

/** Waits until the trigger tells of data of that time. */
function firedFor(service: TestService, name: string, dataTime: string) {
  return until(async () => {
    const { lastFiring } = await read(service, name)
    return lastFiring?.partitions?.dataTime === dataTime && lastFiring
  })
}

async function findings(service: TestService) {
  const artifacts = await openArtifactStore(service.settings.HEADWAY_ARTIFACTS ?? '')
  return {
    partitionsOf: async (given: unknown) =>
      (JSON.parse((await artifacts.get((given as string[])[0] ?? '')).toString()) as { partitions: string[] })
        .partitions,
    finding: async (windowEnd: string, partitions: string[]): Promise<EventData<typeof driftDetected>> => {
      const list = Buffer.from(JSON.stringify({ format: 'headway.partitions/1', partitions }))
      return {
        report: windowEnd,
        endpoint: 'meters',
        model: 'meters',
        versionId: 'meters/1',
        windowStart: '2026-03-01T00:00:00.000Z',
        windowEnd,
        partitionCount: partitions.length,
        testedCount: 10,
        rate: 0.05,
        worst: [],
        partitionsDigest: (await artifacts.put(list)).digest,
      }
    },
  }
}

test('a run for a dataset takes the files of its newest version, however many there are', async () => {
  await using service = await startService('pipelines')
  await using events = await openTestEvents(service.nats.url)
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register } = speak(service)
  await stepsKnown()
  await register('counting', counting)
  const artifacts = await openArtifactStore(service.settings.HEADWAY_ARTIFACTS ?? '')
  const many = Array.from({ length: 1500 }, (_, day) => day.toString(16).padStart(64, '0'))
  const list = await artifacts.put(Buffer.from(JSON.stringify(many)))
  const version = (number: number, files: object) => ({
    datasetVersionId: `visits/${number}`,
    dataset: 'visits',
    number,
    parent: null,
    contentDigest: digest('a'),
    rowCount: 1,
    quarantinedRowCount: 0,
    partitionCount: 1,
    requestedBy: 'somebody',
    ...files,
  })
  const parameters = {
    visits: { $ref: 'dataset.visits.files' },
    versions: [{ $ref: 'dataset.visits.version' }],
  }
  await setTrigger(service, { name: 'new', event: 'datasets.dataset_version.created', parameters })
  const fired = (versionId: string) =>
    until(async () => {
      const { lastFiring } = await read(service, 'new')
      return (lastFiring?.run?.parameters.versions as string[] | undefined)?.[0] === versionId && lastFiring
    })

  await events.publish(datasetVersionCreated, version(2, { files: [digest('b'), digest('c')] }))
  const few = await fired('visits/2')
  await events.publish(datasetVersionCreated, version(3, { files: null, filesDigest: list.digest }))
  const all = await fired('visits/3')
  // What is told late is older: the newest stays what it was.
  await events.publish(datasetVersionCreated, version(1, { files: [digest('d')] }))
  await until(async () => (await read(service, 'new')).lastFiring?.run?.id !== all.run?.id)
  await setTrigger(service, {
    name: 'unknown',
    event: 'monitoring.drift.detected',
    parameters: { files: { $ref: 'dataset.weather.files' } },
  })
  await events.publish(
    driftDetected,
    await (await findings(service)).finding('2026-03-02T00:00:00.000Z', ['1']),
  )
  const unknown = await until(async () => (await read(service, 'unknown')).lastError)

  expect(few.run?.parameters.visits).toEqual([digest('b'), digest('c')])
  expect(all.run?.parameters.visits).toEqual(many)
  expect((await read(service, 'new')).lastFiring?.run?.parameters.versions).toEqual(['visits/3'])
  expect(unknown).toContain('no version of dataset weather was told here yet')
})

test('of two findings in the same second the second retrains what the first did not', async () => {
  await using service = await startService('pipelines')
  await using events = await openTestEvents(service.nats.url)
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register, ended } = speak(service)
  await stepsKnown()
  await register('counting', counting)
  const { finding, partitionsOf } = await findings(service)
  const rules = { partitionsFrom: 'event.partitionsDigest', coolDownHours: 48 }
  await setTrigger(service, { ...rules, name: 'drift', event: 'monitoring.drift.detected' })
  await setTrigger(service, { ...rules, name: 'errors', event: 'monitoring.performance.degraded' })

  const windowEnd = '2026-03-03T00:00:00.000Z'
  await Promise.all([
    events.publish(driftDetected, await finding(windowEnd, ['3', '1', '2'])),
    events.publish(performanceDegraded, await finding(windowEnd, ['2', '4', '3'])),
  ])
  const drift = await firedFor(service, 'drift', windowEnd)
  const errors = await firedFor(service, 'errors', windowEnd)

  const taken = [
    ...(await partitionsOf(drift.run?.parameters.partitions)),
    ...(await partitionsOf(errors.run?.parameters.partitions)),
  ]
  expect(taken.toSorted()).toEqual(['1', '2', '3', '4'])
  expect((drift.run?.partitionCount ?? 0) + (errors.run?.partitionCount ?? 0)).toBe(4)
  for (const firing of [drift, errors]) {
    const { asked, taken, inHand, coolDown } = firing.partitions as Record<string, number>
    expect({ asked, rest: (taken ?? 0) + (inHand ?? 0) + (coolDown ?? 0) }).toEqual({ asked: 3, rest: 3 })
    expect((await ended(firing.run?.id ?? '')).state).toBe('SUCCEEDED')
  }
})

test('cool-down and budget count in the time of the data, and all of it can be read', async () => {
  await using service = await startService('pipelines')
  await using events = await openTestEvents(service.nats.url)
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register, ended } = speak(service)
  await stepsKnown()
  await register('counting', counting)
  const { finding, partitionsOf } = await findings(service)
  await setTrigger(service, {
    name: 'drift',
    event: 'monitoring.drift.detected',
    partitionsFrom: 'event.partitionsDigest',
    coolDownHours: 36,
    dailyPartitionBudget: 3,
  })
  const fire = async (windowEnd: string, partitions: string[]) => {
    await events.publish(driftDetected, await finding(windowEnd, partitions))
    const firing = await firedFor(service, 'drift', windowEnd)
    if (firing.run) await ended(firing.run.id)
    return firing
  }

  const first = await fire('2026-03-03T06:00:00.000Z', ['a', 'b', 'c', 'd'])
  const spent = await fire('2026-03-03T12:00:00.000Z', ['d', 'e'])
  const nextDay = await fire('2026-03-04T06:00:00.000Z', ['a', 'd', 'e'])
  const cool = await fire('2026-03-05T00:00:00.000Z', ['a'])

  expect(await partitionsOf(first.run?.parameters.partitions)).toEqual(['a', 'b', 'c'])
  expect(first.partitions).toMatchObject({ asked: 4, taken: 3, coolDown: 0, budget: 1 })
  expect(spent).toMatchObject({ run: null, partitions: { asked: 2, taken: 0, budget: 2 } })
  expect(spent.detail).toBe("none of 2 partitions is left: 2 are beyond the day's budget")
  expect((await read(service, 'drift')).lastError).toBeNull()
  expect(await partitionsOf(nextDay.run?.parameters.partitions)).toEqual(['d', 'e'])
  expect(nextDay.partitions).toMatchObject({ coolDown: 1 })
  expect(cool.run?.partitionCount).toBe(1)
  const { pipeline } = await service.data<{ pipeline: { retrainings: { nodes: object[] } } }>(
    '{ pipeline(name: "counting") { retrainings(partition: "a") { nodes { partition dataTime run { id } } } } }',
  )
  expect(pipeline.retrainings.nodes).toEqual([
    { partition: 'a', dataTime: '2026-03-05T00:00:00.000Z', run: { id: cool.run?.id } },
    { partition: 'a', dataTime: '2026-03-03T06:00:00.000Z', run: { id: first.run?.id } },
  ])
})

test('a finding that comes while frozen is held, and fires when the freeze ends', async () => {
  await using service = await startService('pipelines')
  await using events = await openTestEvents(service.nats.url)
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register } = speak(service)
  await stepsKnown()
  await register('counting', counting)
  const { finding, partitionsOf } = await findings(service)
  const event = { event: 'monitoring.drift.detected', partitionsFrom: 'event.partitionsDigest' }
  await setTrigger(service, { name: 'drift', ...event })
  await service.data('mutation { freeze(reason: "a parade") { frozen } }')

  const late = '2026-03-04T00:00:00.000Z'
  await events.publish(driftDetected, await finding('2026-03-03T00:00:00.000Z', ['a']), {
    aggregate: 'meters',
  })
  await events.publish(driftDetected, await finding(late, ['b', 'c']), { aggregate: 'meters' })
  const other = await finding('2026-03-03T12:00:00.000Z', ['d'])
  await events.publish(driftDetected, other, { aggregate: 'others' })
  const frozen = await until(async () => {
    const trigger = await read(service, 'drift')
    return trigger.held === 2 && trigger
  })
  await service.data('mutation { unfreeze(reason: "it is over") { frozen } }')
  await until(async () => (await read(service, 'drift')).held === 0)
  const { pipelineRuns } = await service.data<{
    pipelineRuns: { nodes: { parameters: { partitions: string[] } }[] }
  }>('{ pipelineRuns(pipeline: "counting") { nodes { parameters } } }')

  expect(frozen.lastError).toContain('a parade')
  const runs = await Promise.all(
    pipelineRuns.nodes.map(({ parameters }) => partitionsOf(parameters.partitions)),
  )
  expect(runs.toSorted()).toEqual([['b', 'c'], ['d']])
})

test('rules for partitions that are none are named', async () => {
  await using service = await startService('pipelines')
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register } = speak(service)
  await stepsKnown()
  await register('counting', counting)
  const drift = { name: 'x', pipeline: 'counting', event: 'monitoring.drift.detected' }
  const from = { partitionsFrom: 'event.partitionsDigest' }
  const wrong = async (input: object) => {
    const { errors } = await service.graphql(
      'mutation ($input: SetTriggerInput!) { setTrigger(input: $input) { name } }',
      { input },
    )
    return errors?.[0]?.extensions?.field
  }

  expect(await wrong({ ...drift, coolDownHours: 1 })).toBe('coolDownHours')
  expect(await wrong({ ...drift, partitionsFrom: 'parameters.x' })).toBe('partitionsFrom')
  expect(await wrong({ ...drift, ...from, coolDownHours: -1 })).toBe('coolDownHours')
  expect(await wrong({ ...drift, ...from, dailyPartitionBudget: 0 })).toBe('dailyPartitionBudget')
  expect(await wrong({ ...drift, ...from, parameters: { partitions: [] } })).toBe('parameters.partitions')
  expect(await wrong({ ...drift, parameters: { a: { $ref: 'dataset.visits' } } })).toBe('parameters.a')
  expect(await wrong({ ...drift, event: 'pipelines.run.progressed' })).toBe('event')
})
