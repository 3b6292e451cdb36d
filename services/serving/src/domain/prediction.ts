import { DomainError } from '@headway/kit/errors'
import type { FeatureColumn } from './feature-matrix.ts'

/** Features as a request has them: named columns, or one named tensor [rows, features] in the model's order. */
export type GivenFeatures =
  | { kind: 'columns'; columns: FeatureColumn[] }
  | { kind: 'tensor'; name: string; rows: number; values: ArrayLike<unknown> }

export type PredictionRequest = {
  endpoint: string
  /** A version that a variant has loaded; null for the primary variant's. */
  versionId: string | null
  /** Canonical key of each row; null for a model without partitions. */
  partitions: readonly string[] | null
  features: GivenFeatures
  subjectIds: readonly string[] | null
  /** Milliseconds since 1970 for each row; null for now. */
  predictedAt: ArrayLike<unknown> | null
  minimumRevision: number | null
  strict: boolean
  log: boolean
  /** Asks no other replica: another one that shares the models asks this one. */
  answerHere?: boolean | undefined
  /** When the caller gives up, in milliseconds since 1970. */
  deadline?: number | undefined
}

export type PredictionAnswer = {
  id: string
  model: string
  /** False for a plain model. */
  hasPartitions: boolean
  versionId: string
  /** The version of each row where a canary answered some; null where `versionId` answered all. */
  rowVersionIds: string[] | null
  revision: number
  rows: number
  /** NaN where the baseline declares no such output. */
  outputs: { name: string; values: Float32Array }[]
  sources: string[]
}

/** How many rows a request has; INVALID_ARGUMENT when its parts do not agree. */
export function countRows({ partitions, features, subjectIds }: PredictionRequest): number {
  const rows = partitions?.length ?? featureRows(features)
  if (subjectIds !== null && subjectIds.length !== rows) {
    throw new DomainError('INVALID_ARGUMENT', `${subjectIds.length} subject ids for ${rows} rows`, {
      field: 'subjectIds',
      value: subjectIds.length,
      expected: `${rows} subject ids`,
    })
  }
  if (features.kind === 'tensor' && features.rows !== rows) {
    throw new DomainError('INVALID_ARGUMENT', `${features.rows} rows of features for ${rows} partitions`, {
      field: 'features',
      value: features.rows,
      expected: `${rows} rows`,
    })
  }
  return rows
}

/** The partition of each row: those given, or the only one of a model without partitions. */
export function partitionsOfRows(
  partitions: readonly string[] | null,
  rows: number,
  partitionedBy: readonly string[],
): readonly string[] {
  if (partitions !== null) return partitions
  if (partitionedBy.length === 0) return new Array<string>(rows).fill('')
  throw new DomainError('INVALID_ARGUMENT', 'the partition of each row is missing', {
    field: 'partitions',
    value: null,
    expected: `a canonical key of ${partitionedBy.join('/')} for each row`,
  })
}

/** FAILED_PRECONDITION when the endpoint has not reached the revision that the caller knows of. */
export function checkRevision(minimum: number | null, current: number, endpoint: string): void {
  if (minimum === null || current >= minimum) return
  throw new DomainError('FAILED_PRECONDITION', `endpoint ${endpoint} is at revision ${current}`, {
    field: 'minimumRevision',
    value: minimum,
    expected: `at most ${current} by now`,
    details: { revision: current },
  })
}

/** Rows of the features of a request. */
export function featureRows(features: GivenFeatures): number {
  return features.kind === 'tensor' ? features.rows : (features.columns[0]?.values.length ?? 0)
}
