import { DomainError } from '@headway/kit/errors'

export type TensorSpec = { name: string; datatype: string; shape: number[] }

/** Weighted sum of features that answers for an output when no model does. */
export type BaselineOutput = {
  output: string
  constant: number
  terms: { feature: string; weight: number }[]
}

/** What a model takes and gives, as its manifest tells it. */
export type ModelDefinition = {
  partitionedBy: string[]
  inputs: TensorSpec[]
  /** Names of the features, in the order of the columns of the `features` tensor. */
  features: string[]
  outputs: TensorSpec[]
  baseline: BaselineOutput[]
}

/** How an ONNX session takes its features: all in one tensor [N, F], or each in a tensor of its own. */
export type InputLayout =
  | { kind: 'matrix'; input: string }
  | { kind: 'columns'; inputs: { name: string; dimensions: number }[] }

export function inputLayout({ inputs, features }: ModelDefinition): InputLayout {
  const [only] = inputs
  if (inputs.length === 1 && only && !(features.length === 1 && features[0] === only.name)) {
    return { kind: 'matrix', input: only.name }
  }
  const dimensions = new Map(inputs.map(({ name, shape }) => [name, shape.length]))
  return {
    kind: 'columns',
    inputs: features.map((name) => ({ name, dimensions: dimensions.get(name) ?? 1 })),
  }
}

/** The number of a version id `<model>/<number>`. */
export function versionNumber(versionId: string): string {
  return versionId.slice(versionId.lastIndexOf('/') + 1)
}

/** INVALID_ARGUMENT when the baseline names an output or a feature that the model does not have. */
export function checkBaseline({ features, outputs, baseline }: ModelDefinition): void {
  const outputNames = outputs.map(({ name }) => name)
  for (const [index, { output, terms }] of baseline.entries()) {
    requireOneOf(`[${index}].output`, output, outputNames)
    for (const [at, { feature }] of terms.entries()) {
      requireOneOf(`[${index}].terms[${at}].feature`, feature, features)
    }
  }
}

function requireOneOf(path: string, value: string, names: readonly string[]): void {
  if (names.includes(value)) return
  const field = `modelDefinition.baseline${path}`
  const expected = `one of ${names.join(', ')}`
  throw new DomainError('INVALID_ARGUMENT', `${field} must be ${expected}`, { field, value, expected })
}
