import { serializeManifest } from '@headway/artifacts/manifest'
import { openArtifactStore } from '@headway/artifacts/store'
import { aliasMoved } from '@headway/events/registry'
import { startService } from '@headway/testkit/start-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { until } from '@headway/testkit/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

type Retraining = {
  run: { id: string; partitionCount: number; parameters: { partitions: string[] } } | null
  counts: Record<string, number>
  outcomes: { nodes: { key: string; outcome: string }[] }
}

const fields = `dryRun base { id } run { id partitionCount parameters }
  counts { chosen taken inHand pinned notFound } outcomes { nodes { key outcome } pageInfo { hasNextPage } }`

const entry = (key: string[], mae: number, more: object = {}) => ({
  key,
  pack: 'a'.repeat(64),
  offset: 0,
  length: 1,
  sha256: 'b'.repeat(64),
  metrics: { mae },
  ...more,
})

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city[Symbol.asyncDispose]())

/** A model with a champion of four partitions, and no worker: what is started stays in hand. */
async function openCity() {
  await using opened = new AsyncDisposableStack()
  const service = opened.use(await startService('pipelines'))
  const events = opened.use(await openTestEvents(service.nats.url))
  const artifacts = opened.use(await openArtifactStore(service.artifacts.path))
  const { stepsKnown, register } = speak(service)
  {
    await using _worker = await openWorker(service.settings)
    await stepsKnown()
  }
  for (const name of ['city', 'keyed', 'frozen']) {
    await register(name, { model: 'eta', steps: [{ name: 'plan', uses: 'test/plan' }] })
  }
  const manifest = await artifacts.put(
    serializeManifest({
      format: 'headway.manifest/1',
      model: 'eta',
      version: 'eta/3',
      parent: 'eta/2',
      complete: true,
      partitions: [
        entry(['R1', 'S1'], 90, { verdict: 'WORSE', inheritedFrom: null }),
        entry(['R1', 'S2'], 80, { verdict: 'WORSE', inheritedFrom: 'eta/1', pinned: true }),
        entry(['R1', 'S3'], 10, { verdict: 'BETTER', inheritedFrom: 'eta/1' }),
        entry(['R2', 'S1'], 70, { verdict: 'WORSE', inheritedFrom: 'eta/1' }),
      ],
      modelDefinition: {
        partitionedBy: ['route', 'stop'],
        signature: { inputs: [], features: [], outputs: [] },
        baseline: [],
        primaryMetric: { name: 'mae', direction: 'MINIMIZE' },
      },
    }),
  )
  await events.publish(aliasMoved, {
    model: 'eta',
    alias: 'champion',
    versionId: 'eta/3',
    previousVersionId: null,
    revision: 1,
    manifestDigest: manifest.digest,
    movedBy: 'somebody',
    movedAt: '2026-03-01T00:00:00.000Z',
    reason: 'the first',
    run: null,
  })
  const ask = (input: Record<string, unknown>) =>
    service.graphql<{ retrainPartitions: Retraining }>(
      `mutation ($input: RetrainPartitionsInput!) { retrainPartitions(input: $input) { ${fields} } }`,
      { input: { pipeline: 'city', ...input } },
      { as: 'operator' },
    )
  const isKnown = async () => (await ask({ partitions: { keyPrefix: '' }, dryRun: true })).data != null
  await until(isKnown, { what: 'the champion is known' })
  const kept = opened.move()
  return {
    service,
    artifacts,
    ask,
    retrain: async (input: Record<string, unknown>) =>
      (await ask(input)).data?.retrainPartitions as Retraining,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

const told = ({ outcomes }: Retraining) => outcomes.nodes.map(({ key, outcome }) => `${key} ${outcome}`)

test('a cohort of the champion is retrained as one run, and what is pinned, in hand or unknown is told', async () => {
  const { artifacts, retrain } = city

  const tried = await retrain({
    partitions: { verdict: 'WORSE', metric: { min: 75 } },
    dryRun: true,
  })
  const first = await retrain({ partitions: { verdict: 'WORSE', metric: { min: 75 } } })
  const second = await retrain({ partitions: { keys: ['R1/S1', 'R2/S1', 'R9/S9'] } })
  const none = await retrain({ partitions: { keys: ['R1/S1'] } })

  expect(tried).toMatchObject({ dryRun: true, base: { id: 'eta/3' }, run: null })
  expect(told(tried)).toEqual(['R1/S1 TAKEN', 'R1/S2 PINNED'])
  expect(told(first)).toEqual(told(tried))
  expect(first.run?.partitionCount).toBe(1)
  const list = await artifacts.get(first.run?.parameters.partitions[0] ?? '')
  expect(JSON.parse(list.toString())).toEqual({ format: 'headway.partitions/1', partitions: ['R1/S1'] })
  expect(told(second)).toEqual(['R1/S1 IN_HAND', 'R2/S1 TAKEN', 'R9/S9 NOT_FOUND'])
  expect(second.counts).toEqual({ chosen: 3, taken: 1, inHand: 1, pinned: 0, notFound: 1 })
  expect(none).toMatchObject({ run: null, counts: { inHand: 1 } })
})

test('the same key answers with the run it started, and the run tells what was chosen', async () => {
  const { service, ask, retrain } = city
  const input = { pipeline: 'keyed', partitions: { keyPrefix: 'R1/' }, idempotencyKey: 'cohort-1' }

  const first = await retrain(input)
  const again = await retrain(input)
  const other = await ask({ ...input, partitions: { keyPrefix: 'R2/' } })
  const { pipelineRun } = await service.data<{ pipelineRun: { retraining: Retraining } }>(
    'query ($id: ID!) { pipelineRun(id: $id) { retraining { counts { taken } outcomes(outcome: TAKEN, first: 1) { nodes { key outcome } } } } }',
    { id: first.run?.id },
  )

  expect(again).toEqual(first)
  expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'ALREADY_EXISTS', field: 'idempotencyKey' })
  expect(pipelineRun.retraining).toEqual({
    counts: { taken: 2 },
    outcomes: { nodes: [{ key: 'R1/S1', outcome: 'TAKEN' }] },
  })
})

test('what cannot be retrained is refused, while frozen too', async () => {
  const { service, ask } = city
  const codeOf = async (input: Record<string, unknown>) =>
    (await ask({ pipeline: 'frozen', ...input })).errors?.[0]?.extensions?.code

  expect(await codeOf({ partitions: {} })).toBe('INVALID_ARGUMENT')
  expect(await codeOf({ partitions: { metric: {} } })).toBe('INVALID_ARGUMENT')
  expect(await codeOf({ partitions: { keys: ['R/%zz'] } })).toBe('INVALID_ARGUMENT')
  expect(await codeOf({ pipeline: 'nobody', partitions: { keyPrefix: '' } })).toBe('NOT_FOUND')
  await service.data('mutation { freeze(reason: "a parade") { frozen } }')
  expect(await codeOf({ partitions: { keyPrefix: '' } })).toBe('FAILED_PRECONDITION')
  expect(await codeOf({ partitions: { keyPrefix: '' }, dryRun: true })).toBeUndefined()
})
