/** The declaration of a fleet of meters, as `registerModel` takes it. */
export const metersModel = {
  name: 'meters',
  owner: 'test',
  partitionedBy: ['meter_id'],
  approvalPolicy: 'ALWAYS',
  primaryMetric: { name: 'loss', direction: 'MINIMIZE' },
  signature: {
    inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 1] }],
    features: ['x'],
    outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 1] }],
  },
}

const oneByOne = { items: 'parameters.meters', chunkSize: 1 }

/** Trains, judges, proposes and rolls out the meters; training waits at `gate`, a folder. */
export function metersPipeline(gate: string) {
  return {
    model: 'meters',
    endpoint: 'meters',
    steps: [
      { name: 'train', uses: 'meters/train', parameters: { gate }, forEach: oneByOne },
      {
        name: 'evaluate',
        uses: 'meters/evaluate',
        inputs: { models: 'train.models[chunk]' },
        forEach: oneByOne,
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
        parameters: { datasetVersions: [] },
      },
      { name: 'rollout', uses: 'headway/rollout' },
      { name: 'verify', uses: 'headway/verify' },
      { name: 'promote', uses: 'headway/promote' },
    ],
  }
}
