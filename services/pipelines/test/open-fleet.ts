import { fileURLToPath } from 'node:url'
import { openArtifactStore } from '@headway/artifacts/store'
import { startService } from '@headway/testkit/start-service'
import { testFolder } from '@headway/testkit/test-folder'
import { testIdentity } from '@headway/testkit/test-identity'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

const forEach = { items: 'parameters.meters', chunkSize: 10 }

const pipeline = {
  model: 'meters',
  endpoint: 'meters',
  steps: [
    {
      name: 'train',
      uses: 'meters/train',
      parameters: { factor: { $ref: 'parameters.factor' } },
      forEach,
    },
    {
      name: 'evaluate',
      uses: 'meters/evaluate',
      inputs: { models: 'train.models[chunk]', champion: 'champion.manifest' },
      parameters: { worse: [] },
      forEach,
    },
    {
      name: 'gate',
      uses: 'headway/gate',
      inputs: { models: 'train.models', errors: 'evaluate.errors' },
      parameters: { rules: { compare: [{ against: 'guess', be: 'better' }] } },
    },
    {
      name: 'propose',
      uses: 'headway/propose',
      inputs: { models: 'train.models', verdicts: 'gate.verdicts' },
    },
    { name: 'rollout', uses: 'headway/rollout' },
    { name: 'verify', uses: 'headway/verify' },
    { name: 'promote', uses: 'headway/promote' },
  ],
}

/** Registry, pipelines and serving on one bus, a worker that trains meters (a number times `factor`), an endpoint. */
export async function openFleet(approvalPolicy: string) {
  await using opened = new AsyncDisposableStack()
  const artifacts = opened.use(await testFolder('fleet'))
  const nats = opened.use(await testNats())
  const identity = await testIdentity(artifacts.path)
  const shared = { nats, identity, artifacts }
  const registry = opened.use(await startService('registry', shared))
  const serving = opened.use(await startService('serving', shared))
  const pipelines = opened.use(await startService('pipelines', shared))
  opened.use(
    await openWorker(pipelines.settings, {
      HEADWAY_WORKER_STEPS: fileURLToPath(new URL('../../../test/meters/meter-steps.ts', import.meta.url)),
    }),
  )
  const store = opened.use(await openArtifactStore(artifacts.path))
  const speaker = speak(pipelines)
  await until(async () => (await speaker.steps()).includes('meters/train'), { what: 'the steps are known' })
  await registry.data('mutation ($input: RegisterModelInput!) { registerModel(input: $input) { name } }', {
    input: {
      name: 'meters',
      owner: 'test',
      partitionedBy: ['meter_id'],
      primaryMetric: { name: 'mae', direction: 'MINIMIZE' },
      signature: {
        inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 1] }],
        features: ['x'],
        outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 1] }],
      },
      approvalPolicy,
    },
  })
  await serving.data('mutation { createEndpoint(input: { name: "meters", model: "meters" }) { name } }')
  await speaker.register('meters', pipeline)
  const kept = opened.move()
  return {
    registry,
    pipelines,
    serving,
    ...speaker,
    /** Starts a run that trains some meters to answer their number times `factor`. */
    retrain: async (meters: readonly number[], factor: number) => {
      const { digest } = await store.put(Buffer.from(JSON.stringify(meters.map((meter) => [String(meter)]))))
      return speaker.start('meters', { meters: digest, factor })
    },
    /** What each meter answers for x = 1, divided by its number; from the version given. */
    factors: async (meters: readonly number[]) => {
      const { predict } = await serving.data<{
        predict: { versionId: string; outputs: { values: number[] }[] }
      }>('query ($input: PredictInput!) { predict(input: $input) { versionId outputs { values } } }', {
        input: {
          endpoint: 'meters',
          partitions: meters.map(String),
          features: [{ name: 'x', values: meters.map(() => 1) }],
        },
      })
      const values = predict.outputs[0]?.values ?? []
      return { version: predict.versionId, factors: meters.map((meter, at) => (values[at] ?? 0) / meter) }
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
