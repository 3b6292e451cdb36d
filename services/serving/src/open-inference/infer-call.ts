import { DomainError } from '@headway/kit/errors'
import { featureRows, type GivenFeatures, type PredictionRequest } from '../domain/prediction.ts'
import type { RequestTensor } from './tensor.ts'

export type Parameters = Record<string, unknown> | undefined

/** An inference request with the values of its tensors, however it came. */
export type InferCall = {
  id: string | undefined
  parameters: Parameters
  tensors: RequestTensor[]
  /** The outputs asked for; all of them when there are none. */
  outputs: { name: string; parameters?: Parameters }[] | undefined
}

const besideFeatures = new Set(['partition', 'subject_id', 'predicted_at'])

/**
 * The prediction that a call asks for: partitions by the BYTES tensor `partition` or, one for all rows, by the parameter
 * `partition`; subject ids by `subject_id`, the rows' times by `predicted_at` in milliseconds since 1970; features by one
 * tensor [rows, features] or by one tensor for each.
 */
export function predictionRequestOf(
  call: InferCall,
  asked: Pick<PredictionRequest, 'endpoint' | 'versionId' | 'deadline'>,
): PredictionRequest {
  const { tensors } = call
  const seen = new Set<string>()
  for (const { name } of tensors) {
    if (seen.has(name)) throw refused(`inputs.${name}`, name, 'each input once')
    seen.add(name)
  }
  const features = featuresOf(tensors.filter(({ name }) => !besideFeatures.has(name)))
  return {
    ...asked,
    partitions: partitionsOf(call, featureRows(features)),
    features,
    subjectIds: stringsOf(tensors, 'subject_id'),
    predictedAt: tensors.find(({ name }) => name === 'predicted_at')?.values ?? null,
    minimumRevision: numberParameter(call.parameters, 'minimum_revision'),
    strict: booleanParameter(call.parameters, 'strict', false),
    log: booleanParameter(call.parameters, 'log', true),
    answerHere: booleanParameter(call.parameters, 'answer_here', false),
  }
}

/** A parameter that is true or false; `otherwise` where it is not given. */
export function booleanParameter(given: Parameters, name: string, otherwise: boolean): boolean {
  const value = given?.[name] ?? otherwise
  if (typeof value === 'boolean') return value
  throw refused(`parameters.${name}`, value, 'true or false')
}

function numberParameter(given: Parameters, name: string): number | null {
  const value = given?.[name] ?? null
  if (value === null || (typeof value === 'number' && Number.isInteger(value))) return value
  throw refused(`parameters.${name}`, value, 'a whole number')
}

function featuresOf(tensors: readonly RequestTensor[]): GivenFeatures {
  const [only] = tensors
  if (only && tensors.length === 1 && only.shape.length === 2) {
    return { kind: 'tensor', name: only.name, rows: only.shape[0] ?? 0, values: only.values }
  }
  return {
    kind: 'columns',
    columns: tensors.map(({ name, shape, values }) => {
      if (shape.length === 1 || (shape.length === 2 && shape[1] === 1)) return { name, values }
      throw refused(`inputs.${name}.shape`, JSON.stringify(shape), '[rows] or [rows, 1]')
    }),
  }
}

function partitionsOf({ tensors, parameters }: InferCall, rows: number): string[] | null {
  const ofRows = stringsOf(tensors, 'partition')
  const ofAll = parameters?.partition ?? null
  if (ofAll === null) return ofRows
  if (typeof ofAll !== 'string') throw refused('parameters.partition', ofAll, 'a canonical partition key')
  if (ofRows === null) return new Array<string>(rows).fill(ofAll)
  throw refused('parameters.partition', ofAll, 'left out, or the input partition: one of both')
}

function stringsOf(tensors: readonly RequestTensor[], name: string): string[] | null {
  const tensor = tensors.find((item) => item.name === name)
  if (tensor === undefined) return null
  if (tensor.datatype !== 'BYTES') throw refused(`inputs.${name}.datatype`, tensor.datatype, 'BYTES')
  const { values } = tensor
  for (let row = 0; row < values.length; row++) {
    if (typeof values[row] !== 'string') throw refused(`inputs.${name}[${row}]`, values[row], 'a string')
  }
  return values as string[]
}

function refused(field: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `${field} must be ${expected}`, { field, value, expected })
}
