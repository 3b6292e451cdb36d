import { minimumBlocks } from './scoring/blocks.ts'

const eachPart = { items: 'prepare.parts', chunkSize: 1 }

const parameter = (name: string) => ({ $ref: `parameters.${name}` })

/** What a run is told: which data, how much of it, and whether it is about some partitions alone. */
export type DeparturesRun = {
  /** Digests of Parquet files of clean stop visits. */
  visits: string[]
  datasetVersions: string[]
  /** Digests of Parquet files of hourly weather and of alerts; empty where there are none. */
  weather: string[]
  alerts: string[]
  /** Digests of lists of partitions (headway.partitions/1); empty for all partitions. */
  partitions: string[]
  /** Digest of what an earlier run prepared of all partitions (its output `prepared`); empty where there is none. */
  earlier: string[]
  /** How many of the last service days are held out, or which share of all where that is null. */
  holdOutDays: number | null
  holdOutShare: number
  /** Most rows of each partition; 0 for all there are. */
  rowsPerPartition: number
  heldOutRowsPerPartition: number
  /** Share of the training rows that comes, by halves, from the last days. */
  recentShare: number
  /** Most rows of the pooled model. */
  pooledRows: number
}

/** The parameters of a run on all rows with the last fifth of the days held out, unless told otherwise. */
export function departuresRun(
  told: Partial<DeparturesRun> & Pick<DeparturesRun, 'visits' | 'datasetVersions'>,
): DeparturesRun {
  return {
    weather: [],
    alerts: [],
    partitions: [],
    earlier: [],
    holdOutDays: null,
    holdOutShare: 0.2,
    rowsPerPartition: 0,
    heldOutRowsPerPartition: 0,
    recentShare: 0,
    pooledRows: 600_000,
    ...told,
  }
}

/**
 * The pipeline that turns clean stop visits into a fleet of departure models, as `registerPipeline` takes it. The
 * parameters of its runs are those of `departuresRun`.
 */
export function departuresPipeline({ model, endpoint }: { model: string; endpoint: string }) {
  return {
    model,
    endpoint,
    steps: [
      {
        name: 'prepare',
        uses: 'departures/prepare',
        // A whole city takes long on a small machine.
        timeoutSeconds: 4 * 3600,
        inputs: {
          visits: 'parameters.visits',
          weather: 'parameters.weather',
          alerts: 'parameters.alerts',
          partitions: 'parameters.partitions',
          earlier: 'parameters.earlier',
        },
        parameters: {
          holdOutDays: parameter('holdOutDays'),
          holdOutShare: parameter('holdOutShare'),
          rowsPerPartition: parameter('rowsPerPartition'),
          heldOutRowsPerPartition: parameter('heldOutRowsPerPartition'),
          recentShare: parameter('recentShare'),
        },
      },
      {
        name: 'choose-pooled',
        uses: 'departures/choose-pooled',
        inputs: { parts: 'prepare.parts', partitions: 'parameters.partitions' },
        parameters: { pooledRows: parameter('pooledRows') },
      },
      {
        name: 'train-pooled',
        uses: 'departures/train-pooled',
        inputs: {
          parts: 'prepare.parts',
          pooled: 'choose-pooled.pooled',
          partitions: 'parameters.partitions',
        },
        parameters: { pooledRows: parameter('pooledRows') },
      },
      {
        name: 'train',
        uses: 'departures/train',
        inputs: { pooled: 'choose-pooled.pooled', partitions: 'parameters.partitions' },
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
          partitions: 'parameters.partitions',
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
        parameters: { datasetVersions: parameter('datasetVersions') },
      },
      { name: 'rollout', uses: 'headway/rollout' },
      { name: 'verify', uses: 'headway/verify' },
      { name: 'promote', uses: 'headway/promote' },
    ],
  }
}

/**
 * A partition's model goes live when it is not worse than what answers now, nor than the pooled model by more than a
 * tenth, and better than the historical median. Whole service days are the blocks of the comparison, or bands of two hours where few
 * days are held out.
 */
const gateRules = {
  weights: { over: 1, under: 1 },
  minimumSamples: 100,
  minimumBlocks,
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
