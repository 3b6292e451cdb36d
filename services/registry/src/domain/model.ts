import { DomainError } from '@headway/kit/errors'
import { checkName } from './names.ts'

export type ApprovalPolicy = 'ALWAYS' | 'EXCEPTIONS' | 'NEVER'

export type MetricDirection = 'MINIMIZE' | 'MAXIMIZE'

/** One input or output of an artifact; -1 in the shape allows any length. */
export type TensorSpec = { name: string; datatype: string; shape: number[] }

export type Signature = { inputs: TensorSpec[]; features: string[]; outputs: TensorSpec[] }

export type BaselineOutput = {
  output: string
  constant: number
  terms: { feature: string; weight: number }[]
}

/** What a person says of a model; a second registration must say the same. */
export type ModelDefinition = {
  name: string
  description: string
  owner: string
  partitionedBy: string[]
  signature: Signature
  primaryMetric: { name: string; direction: MetricDirection }
  baseline: BaselineOutput[]
}

export type Model = ModelDefinition & {
  /** The row of the model, inside this service. */
  ref: number
  approvalPolicy: ApprovalPolicy
  createdAt: Date
  createdBy: string
  partitionCount: number
}

/** The definition itself when a model can have it; INVALID_ARGUMENT names the field that is wrong. */
export function checkDefinition(definition: ModelDefinition): ModelDefinition {
  const { name, owner, partitionedBy, signature, primaryMetric, baseline } = definition
  checkName(name, 'name')
  refuseEmpty(owner, 'owner')
  refuseEmpty(primaryMetric.name, 'primaryMetric.name')
  refuseRepeated(partitionedBy, 'partitionedBy')
  refuseRepeated(signature.features, 'signature.features')
  checkTensors(signature.inputs, 'signature.inputs')
  checkTensors(signature.outputs, 'signature.outputs')
  checkFeaturesInput(signature)
  checkBaseline(baseline, signature)
  return definition
}

/** Whether two registrations say the same. The approval policy is not compared: it may change later. */
export function sameDefinition(a: ModelDefinition, b: ModelDefinition): boolean {
  return JSON.stringify(essence(a)) === JSON.stringify(essence(b))
}

function essence(model: ModelDefinition): unknown {
  const tensor = ({ name, datatype, shape }: TensorSpec) => [name, datatype, shape]
  return [
    model.name,
    model.description,
    model.owner,
    model.partitionedBy,
    model.signature.inputs.map(tensor),
    model.signature.features,
    model.signature.outputs.map(tensor),
    [model.primaryMetric.name, model.primaryMetric.direction],
    model.baseline.map(({ output, constant, terms }) => [
      output,
      constant,
      terms.map(({ feature, weight }) => [feature, weight]),
    ]),
  ]
}

function checkTensors(tensors: TensorSpec[], field: string): void {
  if (tensors.length === 0) {
    throw new DomainError('INVALID_ARGUMENT', `${field} is empty`, { field, expected: 'at least one tensor' })
  }
  refuseRepeated(
    tensors.map(({ name }) => name),
    field,
  )
  tensors.forEach(({ datatype, shape }, index) => {
    if (datatype !== 'FP32') {
      throw new DomainError('INVALID_ARGUMENT', `${field}[${index}] has datatype ${datatype}`, {
        field: `${field}[${index}].datatype`,
        value: datatype,
        expected: 'FP32',
      })
    }
    if (shape.length === 0 || shape.some((length) => length < 1 && length !== -1)) {
      throw new DomainError('INVALID_ARGUMENT', `${field}[${index}] has no usable shape`, {
        field: `${field}[${index}].shape`,
        value: shape,
        expected: 'lengths from 1, or -1 where any is allowed',
      })
    }
  })
}

/** The tensor `features` is as wide as the list of features; without one, every feature is an input of its own. */
function checkFeaturesInput({ inputs, features }: Signature): void {
  const matrix = inputs.find(({ name }) => name === 'features')
  if (matrix) {
    const width = matrix.shape.at(-1)
    if (matrix.shape.length === 2 && (width === -1 || width === features.length)) return
    throw new DomainError('INVALID_ARGUMENT', 'the input features does not fit the list of features', {
      field: 'signature.inputs',
      value: matrix.shape,
      expected: `[-1, ${features.length}]`,
    })
  }
  const names = new Set(inputs.map(({ name }) => name))
  const missing = features.find((feature) => !names.has(feature))
  if (missing === undefined) return
  throw new DomainError('INVALID_ARGUMENT', `feature ${missing} is no input`, {
    field: 'signature.inputs',
    value: missing,
    expected: 'an input named features, or one input for each feature',
  })
}

function checkBaseline(baseline: BaselineOutput[], { features, outputs }: Signature): void {
  refuseRepeated(
    baseline.map(({ output }) => output),
    'baseline',
  )
  baseline.forEach(({ output, terms }, index) => {
    refuseUnknown(
      output,
      outputs.map(({ name }) => name),
      `baseline[${index}].output`,
    )
    terms.forEach(({ feature }, term) => {
      refuseUnknown(feature, features, `baseline[${index}].terms[${term}].feature`)
    })
  })
}

function refuseUnknown(value: string, known: string[], field: string): void {
  if (known.includes(value)) return
  throw new DomainError('INVALID_ARGUMENT', `${field} is "${value}", which the signature has not`, {
    field,
    value,
    expected: `one of ${known.slice(0, 20).join(', ')}`,
  })
}

function refuseEmpty(value: string, field: string): void {
  if (value.trim() !== '') return
  throw new DomainError('INVALID_ARGUMENT', `${field} is empty`, { field, value, expected: 'some text' })
}

function refuseRepeated(values: string[], field: string): void {
  const seen = new Set<string>()
  for (const value of values) {
    refuseEmpty(value, field)
    if (seen.has(value)) {
      throw new DomainError('INVALID_ARGUMENT', `${field} names ${value} twice`, {
        field,
        value,
        expected: 'every name once',
      })
    }
    seen.add(value)
  }
}
