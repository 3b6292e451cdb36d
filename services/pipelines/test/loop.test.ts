import { manifestFormat, parseManifest, serializeManifest } from '@headway/artifacts/manifest'
import { openArtifactStore } from '@headway/artifacts/store'
import {
  gateDecided,
  promotionRequested,
  runFailed,
  runStarted,
  runSucceeded,
  runWaitingForApproval,
  versionProposed,
} from '@headway/events/pipelines'
import {
  aliasMoved,
  modelVersionApproved,
  modelVersionCreated,
  modelVersionRejected,
} from '@headway/events/registry'
import { endpointCreated, rolloutCompleted } from '@headway/events/serving'
import { startService, type TestService } from '@headway/testkit/start-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { expect, test } from 'vitest'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

const keys = [
  ['R1', '0', 'A'],
  ['R1', '0', 'B'],
  ['R/2', '1', 'C'],
]
const manifestDigest = 'b'.repeat(64)

const loop = (worse: string[], endpoint: string | null = 'eta', fleet: object = {}) => ({
  model: 'eta',
  endpoint,
  steps: [
    { name: 'train', uses: 'test/train', forEach: { items: 'parameters.keys', chunkSize: 2 } },
    {
      name: 'evaluate',
      uses: 'test/evaluate',
      inputs: { models: 'train.models[chunk]', champion: 'champion.manifest' },
      parameters: { worse },
      forEach: { items: 'parameters.keys', chunkSize: 2 },
    },
    {
      name: 'gate',
      uses: 'headway/gate',
      inputs: { models: 'train.models', errors: 'evaluate.errors' },
      parameters: {
        rules: {
          compare: [
            { against: 'champion', be: 'non-inferior', margin: 0.02 },
            { against: 'schedule', be: 'better' },
          ],
          ...fleet,
        },
      },
    },
    {
      name: 'propose',
      uses: 'headway/propose',
      inputs: { models: 'train.models', verdicts: 'gate.verdicts' },
      parameters: { datasetVersions: { $ref: 'parameters.datasetVersions' } },
    },
    { name: 'rollout', uses: 'headway/rollout' },
    { name: 'verify', uses: 'headway/verify' },
    { name: 'promote', uses: 'headway/promote' },
  ],
})

/** A service with a worker, the pipeline registered, and the bus as other services see it. */
async function openLoop(definition: object) {
  await using stack = new AsyncDisposableStack()
  const service: TestService = stack.use(await startService('pipelines'))
  const events = stack.use(await openTestEvents(service.nats.url))
  stack.use(await openWorker(service.settings))
  const artifacts = stack.use(await openArtifactStore(service.artifacts.path))
  const speaker = speak(service)
  await speaker.stepsKnown()
  await speaker.register('loop', definition)
  const { digest } = await artifacts.put(Buffer.from(JSON.stringify(keys)))
  const kept = stack.move()
  return {
    service,
    events,
    artifacts,
    ...speaker,
    begin: () => speaker.start('loop', { keys: digest, datasetVersions: ['visits/1'] }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

const version = (run: string, versionId = 'eta/1', parent: string | null = null) => ({
  versionId,
  model: 'eta',
  number: Number(versionId.split('/')[1]),
  parent,
  run,
  manifestDigest,
  partitionCount: 2,
  changedCount: 2,
  requestedBy: 'test-admin',
})
const move = (run: string, alias: string, versionId = 'eta/1', revision = 1) => ({
  model: 'eta',
  alias,
  versionId,
  previousVersionId: null,
  revision,
  manifestDigest,
  movedBy: 'policy',
  movedAt: new Date().toISOString(),
  reason: 'approved',
  run,
})
const rollout = (variant: string, alias: string, versionId = 'eta/1', revision = 1) => ({
  rollout: 'r1',
  endpoint: 'eta',
  variant,
  model: 'eta',
  alias,
  versionId,
  previousVersionId: null,
  revision,
  partitionCount: 2,
  loadedCount: 2,
  reusedCount: 0,
  manifestDigest,
  durationMs: 5,
})
const endpoint = {
  endpoint: 'eta',
  model: 'eta',
  createdBy: 'somebody',
  variants: [
    { name: 'PRIMARY', role: 'PRIMARY', alias: 'champion' },
    { name: 'CHALLENGER', role: 'CHALLENGER', alias: 'challenger' },
  ],
}

test('a run trains, gates, proposes, waits for a person, rolls out, verifies and promotes', async () => {
  await using opened = await openLoop(loop(['R1/0/B']))
  const { service, events, artifacts, begin, ended, run, stepIs } = opened
  await events.publish(endpointCreated, endpoint)
  const id = await begin()

  const decided = await events.next(gateDecided)
  const proposed = await events.next(versionProposed)
  const manifest = parseManifest(await artifacts.get(proposed.data.manifestDigest))
  expect(decided.data.summary).toMatchObject({
    better: 2,
    nonInferior: 0,
    worse: 1,
    tooLittleData: 0,
    fleetPassed: true,
  })
  expect(proposed.data).toMatchObject({
    run: id,
    model: 'eta',
    parent: null,
    changedCount: 2,
    requestedBy: 'test-admin',
    datasetVersions: ['visits/1'],
    gate: { better: 2, worse: 1 },
  })
  expect(proposed.data.environmentDigest).toMatch(/^[0-9a-f]{64}$/)
  expect(proposed.data.code).toMatch(/^[0-9a-f]{64}$/)
  expect(manifest.partitions.map(({ key }) => key)).toEqual([
    ['R/2', '1', 'C'],
    ['R1', '0', 'A'],
  ])
  expect(manifest.partitions[0]).toMatchObject({ verdict: 'BETTER', trainedRows: 1000, run: id })
  expect(manifest.partitions[0]?.metrics).toMatchObject({ validation_mae: 10, n: 200 })

  await events.publish(modelVersionCreated, {
    ...version(id),
    needsApproval: true,
    exceptions: ['1 partition is worse'],
  })
  await events.next(runWaitingForApproval)
  expect(await ended(id, 'WAITING_FOR_APPROVAL')).toMatchObject({ modelVersion: { id: 'eta/1' } })
  await events.publish(modelVersionApproved, {
    ...version(id),
    decidedBy: 'approver',
    reason: 'fine',
    rebasedFrom: null,
    conflicts: [],
  })
  await events.publish(aliasMoved, move(id, 'challenger'))
  await stepIs(id, 'rollout', 'WAITING')
  await events.publish(rolloutCompleted, rollout('CHALLENGER', 'challenger'))
  const requested = await events.next(promotionRequested)
  expect(requested.data).toMatchObject({
    run: id,
    alias: 'champion',
    versionId: 'eta/1',
    expectedRevision: null,
  })
  await events.publish(aliasMoved, move(id, 'champion'))
  await stepIs(id, 'promote', 'WAITING')
  await events.publish(rolloutCompleted, rollout('PRIMARY', 'champion'))
  const done = await events.next(runSucceeded)

  expect(done.data).toMatchObject({ run: id, versionId: 'eta/1' })
  expect((await run(id)).steps.map(({ state }) => state)).toEqual(
    Array.from({ length: 7 }, () => 'SUCCEEDED'),
  )
  expect(events.list(versionProposed)).toHaveLength(1)
  expect(events.list(promotionRequested)).toHaveLength(1)
  const verdicts = await service.data(
    `query ($id: ID!) { pipelineRun(id: $id) { gate { better worse fleetPassed reasons }
      gateVerdicts(outcome: WORSE) { nodes { partition outcome accepted reason samples losses } } } }`,
    { id },
  )
  expect(verdicts).toMatchObject({
    pipelineRun: {
      gate: { better: 2, worse: 1, fleetPassed: true, reasons: [] },
      gateVerdicts: { nodes: [{ partition: 'R1/0/B', outcome: 'WORSE', accepted: false, samples: 200 }] },
    },
  })
})

test('the next run compares with the champion, and asks for the revision that named its parent', async () => {
  await using opened = await openLoop(loop([], null))
  const { service, events, artifacts, ended } = opened
  const champion = await artifacts.put(
    serializeManifest({ format: manifestFormat, model: 'eta', parent: null, complete: true, partitions: [] }),
  )
  const { digest } = await artifacts.put(Buffer.from(JSON.stringify(keys)))
  await service.data('mutation ($input: SetTriggerInput!) { setTrigger(input: $input) { name } }', {
    input: {
      name: 'champion-moved',
      pipeline: 'loop',
      event: 'registry.alias.moved',
      filter: { versionId: 'eta/4' },
      parameters: { keys: digest, datasetVersions: [] },
    },
  })
  await events.publish(aliasMoved, {
    ...move('', 'champion', 'eta/4', 7),
    manifestDigest: champion.digest,
    run: null,
  })
  const { run: id } = (await events.next(runStarted)).data

  const proposed = await events.next(versionProposed)
  await events.publish(modelVersionApproved, {
    ...version(id, 'eta/5', 'eta/4'),
    decidedBy: 'policy',
    reason: 'all non-inferior',
    rebasedFrom: null,
    conflicts: [],
  })
  await events.publish(modelVersionCreated, {
    ...version(id, 'eta/5', 'eta/4'),
    needsApproval: false,
    exceptions: [],
  })
  const requested = await events.next(promotionRequested)
  await events.publish(aliasMoved, move(id, 'champion', 'eta/5', 8))
  const run = await ended(id)

  expect(proposed.data.parent).toBe('eta/4')
  expect(requested.data.expectedRevision).toBe(7)
  expect(run.state).toBe('SUCCEEDED')
  expect(run.steps.slice(4).map(({ state, detail }) => [state, detail])).toEqual([
    ['SKIPPED', 'the pipeline names no endpoint'],
    ['SKIPPED', 'no rollout to verify'],
    ['SUCCEEDED', 'the pipeline names no endpoint'],
  ])
})

test('a version that the registry refuses ends the run as rejected, with the reason', async () => {
  await using opened = await openLoop(loop([]))
  const { events, begin, ended } = opened
  const id = await begin()
  await events.next(versionProposed)

  await events.publish(modelVersionRejected, {
    versionId: null,
    model: 'eta',
    run: id,
    decidedBy: 'registry',
    reason: 'partition "R1/0/A" is not an ONNX file',
    code: 'INVALID_ARGUMENT',
  })
  const run = await ended(id)

  expect(run).toMatchObject({
    state: 'REJECTED',
    failure: {
      step: 'propose',
      code: 'INVALID_ARGUMENT',
      reason: 'registry: partition "R1/0/A" is not an ONNX file',
    },
  })
  expect((await events.next(runFailed)).data).toMatchObject({ run: id, state: 'rejected' })
})

test('a fleet that does not pass the gate ends the run, and nothing is proposed', async () => {
  const all = keys.map((key) => key.map((each) => each.replace('/', '%2F')).join('/'))
  await using opened = await openLoop(
    loop(['R1/0/A', 'R1/0/B', ...all], 'eta', { fleet: { maximumWorseShare: 0.5 } }),
  )
  const { events, begin, ended } = opened

  const run = await ended(await begin())

  expect(run.failure).toMatchObject({ step: 'gate', code: 'GATE_FAILED' })
  expect(run.failure?.reason).toContain('2 of 3 partitions are worse')
  expect(events.list(versionProposed)).toEqual([])
})

test('a promotion waits while frozen, and goes on when released', async () => {
  await using opened = await openLoop(loop([], null))
  const { service, events, begin, ended, stepIs } = opened
  const id = await begin()
  await events.next(versionProposed)
  await service.data('mutation { freeze(reason: "a storm") { frozen } }')
  await events.publish(modelVersionApproved, {
    ...version(id),
    decidedBy: 'policy',
    reason: 'fine',
    rebasedFrom: null,
    conflicts: [],
  })
  const waiting = await stepIs(id, 'promote', 'WAITING')
  expect(waiting.detail).toBe('frozen: a storm')
  expect(events.list(promotionRequested)).toEqual([])

  await service.data('mutation { unfreeze(reason: "it is over") { frozen } }')
  await events.next(promotionRequested)
  await events.publish(aliasMoved, move(id, 'champion'))

  expect((await ended(id)).state).toBe('SUCCEEDED')
})

test('a run that trains what is live already proposes nothing and succeeds', async () => {
  await using opened = await openLoop(loop([]))
  const { events, artifacts, begin, ended, stepIs } = opened
  await events.publish(endpointCreated, endpoint)
  const first = await begin()
  const proposed = await events.next(versionProposed)
  const { manifestDigest } = proposed.data
  await events.publish(modelVersionApproved, {
    ...version(first),
    decidedBy: 'policy',
    reason: 'no exceptions',
    rebasedFrom: null,
    conflicts: [],
  })
  await events.publish(rolloutCompleted, rollout('CHALLENGER', 'challenger'))
  await events.next(promotionRequested)
  await events.publish(aliasMoved, { ...move(first, 'champion'), manifestDigest })
  await events.publish(rolloutCompleted, rollout('PRIMARY', 'champion'))
  await ended(first)
  expect(parseManifest(await artifacts.get(manifestDigest)).partitions).toHaveLength(keys.length)

  const second = await begin()

  expect(await ended(second)).toMatchObject({ state: 'SUCCEEDED', modelVersion: null })
  await stepIs(second, 'propose', 'SKIPPED')
  await stepIs(second, 'promote', 'SKIPPED')
  expect(events.list(versionProposed)).toHaveLength(1)
})
