import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openArtifactStore } from '@headway/artifacts/store'
import type { GraphqlClient } from '@headway/client/graphql-client'
import { until } from '@headway/testkit/until'
import type { JourneyHeadway } from '../journeys/open-headway.ts'

export const meters: readonly string[] = Array.from({ length: 12 }, (_, index) => String(index + 1))

export const meterSteps = fileURLToPath(new URL('meter-steps.ts', import.meta.url))

/** The declaration of a fleet of meters, as `registerModel` takes it. */
const metersModel = {
  name: 'meters',
  owner: 'test',
  partitionedBy: ['meter_id'],
  primaryMetric: { name: 'loss', direction: 'MINIMIZE' },
  signature: {
    inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 1] }],
    features: ['x'],
    outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 1] }],
  },
}

const oneByOne = { items: 'parameters.meters', chunkSize: 1 }
const fromParameters = (name: string) => ({ $ref: `parameters.${name}` })

/** Trains, judges, proposes and rolls out the meters. Runs take `meters`, `factor`, `worse` and `gate`. */
const metersPipeline = {
  model: 'meters',
  endpoint: 'meters',
  steps: [
    {
      name: 'train',
      uses: 'meters/train',
      parameters: { factor: fromParameters('factor'), gate: fromParameters('gate') },
      forEach: oneByOne,
    },
    {
      name: 'evaluate',
      uses: 'meters/evaluate',
      inputs: { models: 'train.models[chunk]', champion: 'champion.manifest' },
      parameters: { worse: fromParameters('worse') },
      forEach: oneByOne,
    },
    {
      name: 'gate',
      uses: 'headway/gate',
      inputs: { models: 'train.models', errors: 'evaluate.errors' },
      parameters: {
        rules: {
          compare: [
            { against: 'champion', be: 'non-inferior', margin: 0.02 },
            { against: 'guess', be: 'better' },
          ],
        },
      },
    },
    {
      name: 'propose',
      uses: 'headway/propose',
      inputs: { models: 'train.models', verdicts: 'gate.verdicts' },
      parameters: { datasetVersions: [] },
    },
    { name: 'rollout', uses: 'headway/rollout' },
    { name: 'verify', uses: 'headway/verify' },
    { name: 'promote', uses: 'headway/promote' },
  ],
}

export type MeterRun = { factor: number; worse?: string[]; gate?: string; idempotencyKey: string }

/** Registers the model, its endpoint and its pipeline once a worker has announced the steps. */
export async function registerMeters(operator: GraphqlClient, approvalPolicy: string): Promise<void> {
  await operator.request('mutation ($input: RegisterModelInput!) { registerModel(input: $input) { name } }', {
    input: { ...metersModel, approvalPolicy },
  })
  await operator.request('mutation { createEndpoint(input: { name: "meters", model: "meters" }) { name } }')
  const register = 'mutation ($input: RegisterPipelineInput!) { registerPipeline(input: $input) { name } }'
  await until(() => operator.request(register, { input: { name: 'meters', definition: metersPipeline } }), {
    timeoutMs: 60_000,
    what: 'the pipeline is registered',
  })
}

/** Starts a run and gives its id. */
export async function startMeterRun(headway: JourneyHeadway, run: MeterRun): Promise<string> {
  const { factor, worse = [], gate = null, idempotencyKey } = run
  await using artifacts = await openArtifactStore(join(headway.stateDir, 'artifacts'))
  const { digest } = await artifacts.put(Buffer.from(JSON.stringify(meters.map((meter) => [meter]))))
  const { startRun } = await headway.as.operator.request<{ startRun: { id: string } }>(
    'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }',
    { input: { pipeline: 'meters', parameters: { meters: digest, factor, worse, gate }, idempotencyKey } },
  )
  return startRun.id
}

export type SeenMeterRun = {
  state: string
  failure: object | null
  modelVersion: { id: string } | null
  steps: { name: string; state: string; tasks: { total: number; done: number } }[]
  modelVersions: { edges: { node: { id: string } }[] } | null
  gate: { better: number; worse: number; fleetPassed: boolean } | null
}

export async function readMeterRun(headway: JourneyHeadway, id: string): Promise<SeenMeterRun> {
  const { pipelineRun } = await headway.as.operator.request<{ pipelineRun: SeenMeterRun }>(
    `query ($id: ID!) { pipelineRun(id: $id) {
      state failure { code reason } modelVersion { id } steps { name state tasks { total done } }
      modelVersions { edges { node { id } } } gate { better worse fleetPassed }
    } }`,
    { id },
  )
  return pipelineRun
}
