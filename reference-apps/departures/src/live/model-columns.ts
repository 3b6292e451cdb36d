import { DomainError } from '@headway/kit/errors'
import { at, type FeatureName, featureCount } from '../features/feature-list.ts'

/** Which columns of our rows a model takes, in its order. */
export type ModelColumns = readonly number[]

/** The columns of a model with these features; FAILED_PRECONDITION names those that this release does not compute. */
export function modelColumns(features: readonly string[]): ModelColumns {
  const unknown = features.filter((name) => !(name in at))
  if (unknown.length > 0) {
    throw new DomainError(
      'FAILED_PRECONDITION',
      `the model takes features that this release does not know: ${unknown.join(', ')}`,
      { field: 'signature.features', value: unknown },
    )
  }
  return features.map((name) => at[name as FeatureName])
}

/** Rows [from, to) of a matrix of all features as the model takes them, row by row. */
export function rowsOfModel(
  features: Float32Array,
  from: number,
  to: number,
  columns: ModelColumns,
): Float32Array {
  const isOurs = columns.length === featureCount && columns.every((column, place) => column === place)
  if (isOurs) return features.subarray(from * featureCount, to * featureCount)
  const rows = new Float32Array((to - from) * columns.length)
  let next = 0
  for (let row = from; row < to; row++)
    for (const column of columns) rows[next++] = features[row * featureCount + column]!
  return rows
}
