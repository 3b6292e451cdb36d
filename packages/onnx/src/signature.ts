import { DomainError } from '@headway/kit/errors'
import type { OnnxModel, TensorInfo } from './model.ts'

/** What a model is declared to take and give; `features` are the columns of the input tensor `features`. */
export type Signature = {
  inputs: readonly Readonly<TensorInfo>[]
  features: readonly string[]
  outputs: readonly Readonly<TensorInfo>[]
}

/**
 * INVALID_ARGUMENT, naming the tensor, unless the model has exactly the declared inputs and all declared outputs, with
 * their data types and shapes. -1 agrees with any size, and [N] with [N, 1].
 */
export function checkSignature(model: Pick<OnnxModel, 'inputs' | 'outputs'>, signature: Signature): void {
  checkTensors('inputs', model.inputs, signature.inputs)
  checkTensors('outputs', model.outputs, signature.outputs)
  for (const input of model.inputs) {
    if (!signature.inputs.some(({ name }) => name === input.name)) {
      throw mismatch(`inputs.${input.name}`, describe(input), 'no such input')
    }
  }
  const columns = model.inputs.find(({ name }) => name === 'features')?.shape[1]
  if (columns !== undefined && columns !== -1 && columns !== signature.features.length) {
    throw mismatch('inputs.features', `${columns} features`, `${signature.features.length} features`)
  }
}

function checkTensors(
  side: 'inputs' | 'outputs',
  actual: readonly TensorInfo[],
  declared: readonly Readonly<TensorInfo>[],
): void {
  for (const expected of declared) {
    const found = actual.find(({ name }) => name === expected.name)
    const field = `${side}.${expected.name}`
    if (!found) throw mismatch(field, actual.map(({ name }) => name).join(', '), describe(expected))
    if (found.datatype !== expected.datatype || !sameShape(found.shape, expected.shape)) {
      throw mismatch(field, describe(found), describe(expected))
    }
  }
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  const [left, right] = [withoutUnitColumn(a), withoutUnitColumn(b)]
  return (
    left.length === right.length &&
    left.every((size, index) => size === -1 || right[index] === -1 || size === right[index])
  )
}

function withoutUnitColumn(shape: readonly number[]): readonly number[] {
  return shape.length === 2 && shape[1] === 1 ? shape.slice(0, 1) : shape
}

function describe({ name, datatype, shape }: Readonly<TensorInfo>): string {
  return `${name} ${datatype} [${shape.join(', ')}]`
}

function mismatch(field: string, value: string, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `the model does not fit its signature at ${field}`, {
    field,
    value,
    expected,
  })
}
