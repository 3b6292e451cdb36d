import { join } from 'node:path'
import { GraphqlRequestError } from '@headway/client/graphql-client'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Evaluation, expectPromisedShape, readEvaluation } from './evaluation.ts'
import { type Lineage, lineage } from './lineage.ts'
import { type JourneyHeadway, openHeadway } from './open-headway.ts'
import { plantBadVisits, plantedReasons } from './plant-bad-visits.ts'
import { runProgram } from './run-program.ts'
import { readTour, type TourOperation } from './tour-operations.ts'

const model = 'departures-headway-city'
const dataset = 'stop-visits-headway-city'
const departures = 'reference-apps/departures/src'
const cityPlan = '--routes 1 --stops 10 --days 28 --seed 2'.split(' ')

const opened = new AsyncDisposableStack()
let folder: string
let headway: JourneyHeadway
let first: Evaluation

beforeAll(async () => {
  folder = opened.use(await testFolder('journey')).path
  await using city = runProgram(`${departures}/generate-city.ts`, [join(folder, 'city'), ...cityPlan])
  await city.ended
  await plantBadVisits(join(folder, 'city'))
  headway = opened.use(await openHeadway(folder))
})
afterAll(() => opened.disposeAsync())

function startEvaluation(json: string) {
  const args = ['--tides', join(folder, 'city'), '--state', headway.stateDir, '--json', join(folder, json)]
  return runProgram(`${departures}/evaluate.ts`, args)
}

/** The code that an operation is refused with. */
async function refusal(asked: Promise<unknown>): Promise<string | undefined> {
  const error = await asked.then(
    () => undefined,
    (problem: unknown) => problem,
  )
  return error instanceof GraphqlRequestError ? error.code : `not refused: ${error}`
}

test('a package of stop visits becomes a fleet that a person approves, is rolled out and scored', async () => {
  const { admin } = headway.as
  await using evaluation = startEvaluation('first.json')
  // While the run trains, an admin says that a person has to decide on every version.
  await until(
    () =>
      admin.request(
        `mutation { setApprovalPolicy(model: "${model}", policy: ALWAYS, reason: "a first fleet") { name } }`,
      ),
    { timeoutMs: 60_000, intervalMs: 200 },
  )
  await evaluation.ended

  expect(evaluation.output()).toContain(`${model}/1 needs a person`)
  expect(evaluation.output()).toContain(`${model}/1 approved by the approver`)
  first = await readEvaluation(join(folder, 'first.json'))
  const { models, stages } = first
  expect(first.dataset.quarantined).toMatchObject(plantedReasons)
  expect(models).toMatchObject({ partitions: 20, trained: expect.any(Number) })
  expect(models.trained).toBeGreaterThan(5)
  expect(models.trained + models.pooled).toBe(20)
  expect(stages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['read', 'prepare', 'train', 'evaluate', 'gate', 'propose', 'promote', 'score']),
  )
  expectPromisedShape(first)
})

const scoreOf = (predictor: string, horizon = 'all') =>
  first.scores.find((score) => score.predictor === predictor && score.horizon === horizon)

/** Each was asked of the deployed model, in an evaluation. */
const heldOutRows = () => (scoreOf('deployed')?.n ?? 0) + (scoreOf('deployed', 'first')?.n ?? 0)

test('what serving answers is better than the schedule, and covers what it promises', () => {
  const deployed = scoreOf('deployed')

  expect(deployed?.n).toBe(scoreOf('schedule')?.n)
  expect(deployed?.maeSeconds).toBeLessThan(scoreOf('schedule')?.maeSeconds ?? 0)
  expect(deployed?.maeSeconds).toBeLessThan(scoreOf('delay_propagated')?.maeSeconds ?? 0)
  expect(deployed?.coverage).toBeGreaterThan(0.65)
  expect(deployed?.coverage).toBeLessThan(0.95)
  expect(deployed?.missRate).toBeLessThan(0.15)
  expect(deployed?.meanWaitSeconds).toBeGreaterThan(0)
})

test('the rows that broke an expectation are in a table of their own, with the reason', async () => {
  const { datasetVersion } = await headway.as.operator.request<{ datasetVersion: SeenDatasetVersion }>(
    `{ datasetVersion(id: "${dataset}/1") {
      rowCount quarantinedRowCount partitionCount firstDay lastDay quarantine { rowCount digest }
      expectationResults { passed failedRowCount expectation { name } }
    } }`,
  )

  const planted = Object.values(plantedReasons).reduce((sum, count) => sum + count, 0)
  expect(datasetVersion).toMatchObject({
    quarantinedRowCount: planted,
    partitionCount: 20,
    firstDay: '2026-03-02',
    lastDay: '2026-03-29',
    quarantine: { rowCount: planted },
  })
  expect(datasetVersion.rowCount).toBe(first.dataset.rows - planted)
  for (const { expectation, failedRowCount } of datasetVersion.expectationResults) {
    const count = plantedReasons[expectation.name] ?? 0
    expect(failedRowCount, expectation.name).toBe(count)
  }
})

type SeenDatasetVersion = {
  rowCount: number
  expectationResults: { failedRowCount: number; expectation: { name: string } }[]
}

test('the graph tells a version back to its data, run, environment, approval and deployment', async () => {
  const { modelVersion, datasetVersion } = await headway.as.operator.request<Lineage>(lineage, {
    version: `${model}/1`,
    dataset: `${dataset}/1`,
  })

  expect(modelVersion).toMatchObject({
    state: 'APPROVED',
    requestedBy: 'local-operator',
    run: { state: 'SUCCEEDED', requestedBy: 'local-operator', gate: { fleetPassed: true } },
    datasetVersions: { edges: [{ node: { id: `${dataset}/1`, dataset: { owner: 'departures' } } }] },
    environment: { modelVersions: { edges: [{ node: { id: `${model}/1` } }] } },
    approval: { decision: 'APPROVED', decidedBy: 'local-approver', requestedBy: 'local-operator' },
  })
  expect(modelVersion.code).toMatch(/^[0-9a-f]{64}$/)
  expect(modelVersion.environment.runtime).toBe(`node ${process.versions.node}`)
  expect(modelVersion.environment.libraries.edges).toHaveLength(5)
  expect(new Set(modelVersion.run.steps.map(({ state }) => state))).toEqual(new Set(['SUCCEEDED']))
  expect(modelVersion.aliases.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
    { name: 'challenger', revision: 1 },
    { name: 'champion', revision: 1 },
  ])
  expect(modelVersion.rollouts.nodes.map(({ role, state }) => `${role} ${state}`).toSorted()).toEqual([
    'CHALLENGER COMPLETED',
    'PRIMARY COMPLETED',
  ])
  const primary = modelVersion.servedBy.find(({ role }) => role === 'PRIMARY')
  expect(primary).toMatchObject({ liveVersion: { id: `${model}/1` }, endpoint: { name: model } })
  expect(modelVersion.summary.partitionCount).toBe(first.models.trained + 1)
  for (const { node } of modelVersion.partitions.edges) {
    expect(node).toMatchObject({ introducedIn: { id: `${model}/1` }, run: { id: modelVersion.run.id } })
  }
  expect(datasetVersion.modelVersions.edges).toEqual([
    { node: { id: `${model}/1`, run: { id: modelVersion.run.id } } },
  ])
})

test('monitoring has joined what happened to what was predicted', async () => {
  const { monitor } = await headway.as.operator.request<{ monitor: SeenMonitor }>(
    `query ($endpoint: String!) { monitor(endpoint: $endpoint) {
      predictionCount outcomeCount waitingOutcomeCount liveVersion { id }
      fleetPerformance(first: 100) { nodes { count meanAbsoluteError } }
      performance(first: 5) { nodes { partition count meanAbsoluteError gateMeanAbsoluteError } }
    } }`,
    { endpoint: model },
  )

  const rows = heldOutRows()
  expect(monitor).toMatchObject({
    predictionCount: rows,
    outcomeCount: rows,
    waitingOutcomeCount: 0,
    liveVersion: { id: `${model}/1` },
  })
  expect(monitor.fleetPerformance.nodes.reduce((sum, { count }) => sum + count, 0)).toBe(rows)
  expect(monitor.performance.nodes.length).toBeGreaterThan(0)
})

type SeenMonitor = {
  fleetPerformance: { nodes: { count: number }[] }
  performance: { nodes: object[] }
}

test('evaluating the same package again takes the run that was done, and says the same', async () => {
  await using evaluation = startEvaluation('second.json')
  await evaluation.ended

  const second = await readEvaluation(join(folder, 'second.json'))
  const {
    pipelineRuns,
    monitor,
    model: seen,
  } = await headway.as.operator.request<{
    pipelineRuns: { nodes: object[] }
    model: { versions: { edges: object[] } }
    monitor: { predictionCount: number; outcomeCount: number }
  }>(`{
    monitor(endpoint: "${model}") { predictionCount outcomeCount }
    pipelineRuns(pipeline: "${model}") { nodes { id } }
    model(name: "${model}") { versions { edges { node { id } } } }
  }`)
  expect(pipelineRuns.nodes).toHaveLength(1)
  expect(seen.versions.edges).toHaveLength(1)
  expect(second.scores).toEqual(first.scores)
  expect(second.models).toEqual(first.models)
  const rows = heldOutRows()
  expect(monitor).toEqual({ predictionCount: 2 * rows, outcomeCount: 2 * rows })
})

test('nobody approves what they asked for, an operator approves nothing, and a pin goes live once approved', async () => {
  const { operator, approver, admin } = headway.as
  const pinned = await admin.request<{
    modelVersion: { partitions: { edges: { node: { key: string } }[] } }
  }>(`{ modelVersion(id: "${model}/1") { partitions(first: 1) { edges { node { key } } } } }`)
  const partition = pinned.modelVersion.partitions.edges[0]?.node.key
  await admin.request(
    `mutation ($partition: String!) {
      pinPartition(model: "${model}", partition: $partition, fromVersion: "${model}/1", reason: "keep it") { id state }
    }`,
    { partition },
  )
  const approval = `mutation { approveModelVersion(id: "${model}/2", reason: "agreed") { state } }`

  expect(await refusal(operator.request(approval))).toBe('PERMISSION_DENIED')
  expect(await refusal(admin.request(approval))).toBe('PERMISSION_DENIED')
  expect(await approver.request(approval)).toEqual({ approveModelVersion: { state: 'APPROVED' } })
  await approver.request(
    `mutation { moveAlias(model: "${model}", alias: "champion", version: "${model}/2", expectedRevision: 1,
      reason: "the pin goes live") { revision } }`,
  )

  await until(
    async () => {
      const { endpoint } = await operator.request<{ endpoint: { liveVersion: { id: string } } }>(
        `{ endpoint(name: "${model}") { liveVersion { id } } }`,
      )
      return endpoint.liveVersion.id === `${model}/2`
    },
    { timeoutMs: 60_000 },
  )
  const { verifyAuditLog } = await operator.request<{ verifyAuditLog: object }>(
    `{ verifyAuditLog(model: "${model}") { valid problem } }`,
  )
  expect(verifyAuditLog).toEqual({ valid: true, problem: null })
})

test.for(readTour())('what newcomers are shown works: $name', async ({ text, kind, person }) => {
  if (kind === 'subscription') return expectAccepted(text, person)
  const { data, errors } = await headway.as[person].answer(text)

  expect(errors).toBeUndefined()
  expect(Object.values(data ?? {})).not.toContain(null)
})

/** A subscription is answered with a stream of events; whether anything changes now is another matter. */
async function expectAccepted(query: string, person: TourOperation['person']): Promise<void> {
  const over = new AbortController()
  const response = await fetch(headway.graphqlUrl, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${headway.tokens[person]}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query }),
    signal: over.signal,
  })
  over.abort()
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/event-stream/)
}
