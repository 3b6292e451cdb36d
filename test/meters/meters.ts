import { fileURLToPath } from 'node:url'
import type { GraphqlClient } from '@headway/client/graphql-client'
import { until } from '@headway/testkit/until'

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

const oneByOne = { items: 'list.meters', chunkSize: 1 }
const fromParameters = (name: string) => ({ $ref: `parameters.${name}` })

/** Trains, judges, proposes and rolls out the meters. Runs take `factor`, `worse`, `gate` and `takesMs`. */
const metersPipeline = {
  model: 'meters',
  endpoint: 'meters',
  steps: [
    { name: 'list', uses: 'meters/list' },
    {
      name: 'train',
      uses: 'meters/train',
      parameters: {
        factor: fromParameters('factor'),
        gate: fromParameters('gate'),
        takesMs: fromParameters('takesMs'),
      },
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

export type MeterRun = {
  factor: number
  worse?: string[]
  gate?: string
  takesMs?: number
  idempotencyKey: string
}

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
export async function startMeterRun(operator: GraphqlClient, run: MeterRun): Promise<string> {
  const { factor, worse = [], gate = null, takesMs = null, idempotencyKey } = run
  const { startRun } = await operator.request<{ startRun: { id: string } }>(
    'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }',
    { input: { pipeline: 'meters', parameters: { factor, worse, gate, takesMs }, idempotencyKey } },
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

export async function readMeterRun(operator: GraphqlClient, id: string): Promise<SeenMeterRun> {
  const { pipelineRun } = await operator.request<{ pipelineRun: SeenMeterRun }>(
    `query ($id: ID!) { pipelineRun(id: $id) {
      state failure { code reason } modelVersion { id } steps { name state tasks { total done } }
      modelVersions { edges { node { id } } } gate { better worse fleetPassed }
    } }`,
    { id },
  )
  return pipelineRun
}
