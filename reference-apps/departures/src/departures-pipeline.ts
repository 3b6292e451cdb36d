const eachPart = { items: 'prepare.parts', chunkSize: 1 }

/**
 * The pipeline that turns clean stop visits into a fleet of departure models, as `registerPipeline` takes it. Runs take
 * the parameters `visits` (digests of Parquet files), `datasetVersions` and `holdOutShare`.
 */
export function departuresPipeline({ model, endpoint }: { model: string; endpoint: string }) {
  return {
    model,
    endpoint,
    steps: [
      {
        name: 'prepare',
        uses: 'departures/prepare',
        inputs: { visits: 'parameters.visits' },
        parameters: { holdOutShare: { $ref: 'parameters.holdOutShare' } },
      },
      { name: 'choose-pooled', uses: 'departures/choose-pooled', inputs: { parts: 'prepare.parts' } },
      {
        name: 'train-pooled',
        uses: 'departures/train-pooled',
        inputs: { parts: 'prepare.parts', pooled: 'choose-pooled.pooled' },
      },
      {
        name: 'train',
        uses: 'departures/train',
        inputs: { pooled: 'choose-pooled.pooled' },
        parameters: { validFrom: { $ref: 'choose-pooled.validFrom' } },
        forEach: eachPart,
      },
      {
        name: 'evaluate',
        uses: 'departures/evaluate',
        inputs: {
          models: 'train.models[chunk]',
          pooledModels: 'train-pooled.models',
          champion: 'champion.manifest',
        },
        forEach: eachPart,
      },
      {
        name: 'gate',
        uses: 'headway/gate',
        inputs: { models: 'train.models', pooledModels: 'train-pooled.models', errors: 'evaluate.errors' },
        parameters: { rules: gateRules },
      },
      {
        name: 'propose',
        uses: 'headway/propose',
        inputs: {
          models: 'train.models',
          pooledModels: 'train-pooled.models',
          verdicts: 'gate.verdicts',
          profiles: 'train.profile',
        },
        parameters: { datasetVersions: { $ref: 'parameters.datasetVersions' } },
      },
      { name: 'rollout', uses: 'headway/rollout' },
      { name: 'verify', uses: 'headway/verify' },
      { name: 'promote', uses: 'headway/promote' },
    ],
  }
}

/**
 * A partition's model goes live when it is not worse than what answers now, nor than the pooled model by more than a
 * tenth, and better than the historical median. Whole service days are the blocks of the comparison.
 */
const gateRules = {
  weights: { over: 1, under: 1 },
  minimumSamples: 100,
  minimumBlocks: 5,
  confidence: 0.9,
  resamples: 500,
  seed: 1,
  compare: [
    { against: 'champion', be: 'non-inferior', margin: 0.05 },
    { against: 'pooled', be: 'non-inferior', margin: 0.1 },
    { against: 'historical_median', be: 'better' },
  ],
  fleet: {
    compare: [
      { against: 'champion', be: 'non-inferior', margin: 0.01 },
      { against: 'delay_propagated', be: 'better' },
    ],
    maximumWorseShare: 0.5,
  },
  tooLittleData: 'accept',
  // A fleet that did not pass is for a person to decide on.
  onFleetFailure: 'propose',
}
