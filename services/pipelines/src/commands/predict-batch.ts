import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import { predictBatchPipeline } from '../domain/predict-batch-pipeline.ts'
import type { Run } from '../domain/run.ts'
import { findDataset } from '../store/known-datasets.ts'
import { findAlias } from '../store/surroundings.ts'
import { filesOf } from './files-of-dataset.ts'
import { registerPipeline } from './register-pipeline.ts'
import { startRunByHand } from './start-run.ts'

export type PredictBatchRequest = {
  model: string
  alias: string
  /** Digests of Parquet artifacts; null where `dataset` says which. */
  rows: readonly string[] | null
  dataset: string | null
  rowsPerTask: number
  idempotencyKey: string | null | undefined
}

/** Starts a run that predicts rows by the version that an alias names now. */
export async function predictBatch(context: Context, wanted: PredictBatchRequest): Promise<Run> {
  const { rowsPerTask, idempotencyKey } = wanted
  if (rowsPerTask < 1 || rowsPerTask > 10_000_000) {
    throw invalid('rowsPerTask', rowsPerTask, '1 to 10,000,000 rows')
  }
  const version = await findAlias(context.db, wanted.model, wanted.alias)
  if (version === undefined) {
    throw new DomainError('NOT_FOUND', `no version of ${wanted.model} is known as ${wanted.alias}`, {
      field: 'alias',
      value: wanted.alias,
      expected: 'an alias that was moved to a version',
    })
  }
  const rows = await rowsOf(context, wanted)
  await registerPipeline(context, predictBatchPipeline)
  return startRunByHand(context, {
    pipeline: predictBatchPipeline.name,
    parameters: { version: version.version, manifest: version.manifest, ...rows, rowsPerTask },
    idempotencyKey,
  })
}

async function rowsOf(context: Context, { rows, dataset: name }: PredictBatchRequest) {
  if ((rows === null) === (name === null)) throw invalid('rows', rows, 'either rows or dataset')
  if (rows !== null) {
    if (rows.length === 0) throw invalid('rows', rows, 'at least one artifact')
    return { rows, datasetVersion: null }
  }
  const dataset = await findDataset(context.db, name ?? '')
  if (dataset) {
    return { rows: await filesOf(context, dataset, 'dataset'), datasetVersion: dataset.versionId }
  }
  throw new DomainError('NOT_FOUND', `no version of dataset ${name} was told here yet`, {
    field: 'dataset',
    value: name,
    expected: 'a dataset with a version',
  })
}

function invalid(field: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `${field} must be ${expected}`, { field, value, expected })
}
