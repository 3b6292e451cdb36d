import { DomainError } from '@headway/kit/errors'
import { type FeatureMatrix, matrixOfColumns, matrixOfTensor } from './feature-matrix.ts'
import type { InputLayout } from './model-definition.ts'
import type { GivenFeatures } from './prediction.ts'

/**
 * The features of a request as the model takes them. One tensor is called `features`, as the model's own input, or as
 * the only feature; INVALID_ARGUMENT for another name and for what the rows lack.
 */
export function matchFeatures(
  given: GivenFeatures,
  { features, layout }: { features: readonly string[]; layout: InputLayout },
  rows: number,
): FeatureMatrix {
  if (given.kind === 'columns') return matrixOfColumns(features, given.columns, rows)
  const { name, values } = given
  const matrixName = layout.kind === 'matrix' ? layout.input : undefined
  if (name === 'features' || name === matrixName) return matrixOfTensor(features, values, rows)
  if (features.includes(name)) return matrixOfColumns(features, [{ name, values }], rows)
  throw new DomainError('INVALID_ARGUMENT', `there is no input ${name}`, {
    field: `inputs.${name}`,
    value: name,
    expected: `${matrixName ?? 'features'} [rows, ${features.length}], or one input for each of ${features.join(', ')}`,
  })
}
