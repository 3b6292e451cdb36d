import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'
import type { GivenFeatures, PredictionRequest } from '../domain/prediction.ts'
import { elementCount, type RequestTensor, readBinary, readJsonData } from './tensor.ts'

const parameters = z.record(z.string(), z.unknown()).optional()

const inferRequest = z.object({
  id: z.string().optional(),
  parameters,
  inputs: z.array(
    z.object({
      name: z.string(),
      shape: z.array(z.int().nonnegative()),
      datatype: z.string(),
      parameters,
      data: z.unknown().optional(),
    }),
  ),
  outputs: z.array(z.object({ name: z.string(), parameters })).optional(),
})

const besideFeatures = new Set(['partition', 'subject_id', 'predicted_at'])

type Parameters = z.infer<typeof parameters>

export type InferRequest = z.infer<typeof inferRequest>

/** A request with the values of its tensors. */
export type InferCall = {
  id: string | undefined
  parameters: Parameters
  tensors: RequestTensor[]
  outputs: InferRequest['outputs']
}

/** Reads a request's JSON and, after it, the bytes of its binary tensors. INVALID_ARGUMENT names what is wrong. */
export function readInferRequest(json: unknown, binary: Buffer): InferCall {
  const parsed = inferRequest.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new DomainError(
      'INVALID_ARGUMENT',
      `${issue?.path.join('.') || 'the request'}: ${issue?.message}`,
      {
        field: issue?.path.join('.'),
        expected: 'an inference request of the Open Inference Protocol, version 2',
      },
    )
  }
  const { id, parameters, inputs, outputs } = parsed.data
  let at = 0
  const tensors = inputs.map((input): RequestTensor => {
    const { name, shape, datatype } = input
    const count = elementCount(shape)
    const size = input.parameters?.binary_data_size
    if (size === undefined) {
      return { name, shape, datatype, values: readJsonData(name, datatype, count, input.data) }
    }
    if (typeof size !== 'number' || !Number.isInteger(size) || size < 0 || at + size > binary.length) {
      throw new DomainError('INVALID_ARGUMENT', `tensor ${name} has no ${size} bytes after the JSON`, {
        field: `inputs.${name}.parameters.binary_data_size`,
        value: size,
        expected: `at most ${binary.length - at} bytes`,
      })
    }
    const bytes = binary.subarray(at, at + size)
    at += size
    return { name, shape, datatype, values: readBinary(name, datatype, count, bytes) }
  })
  if (at !== binary.length) {
    throw new DomainError('INVALID_ARGUMENT', `${binary.length - at} bytes belong to no tensor`, {
      field: 'inputs',
      value: binary.length,
      expected: `${at} bytes after the JSON`,
    })
  }
  return { id, parameters, tensors, outputs }
}

/**
 * The prediction that a call asks for: partitions by the BYTES tensor `partition`, subject ids by `subject_id`, the
 * rows' times by `predicted_at` in milliseconds since 1970, features by one tensor `features` [rows, features] or by
 * one tensor for each.
 */
export function predictionRequestOf(
  call: InferCall,
  endpoint: string,
  versionId: string | null,
): PredictionRequest {
  const { tensors } = call
  const seen = new Set<string>()
  for (const { name } of tensors) {
    if (seen.has(name)) throw refused(`inputs.${name}`, name, 'each input once')
    seen.add(name)
  }
  const features = tensors.filter(({ name }) => !besideFeatures.has(name))
  return {
    endpoint,
    versionId,
    partitions: stringsOf(tensors, 'partition'),
    features: featuresOf(features),
    subjectIds: stringsOf(tensors, 'subject_id'),
    predictedAt: tensors.find(({ name }) => name === 'predicted_at')?.values ?? null,
    minimumRevision: numberParameter(call.parameters, 'minimum_revision'),
    strict: booleanParameter(call.parameters, 'strict', false),
    log: booleanParameter(call.parameters, 'log', true),
  }
}

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
  if (only?.name === 'features' && tensors.length === 1 && only.shape.length === 2) {
    return { kind: 'tensor', rows: only.shape[0] ?? 0, values: only.values }
  }
  return {
    kind: 'columns',
    columns: tensors.map(({ name, shape, values }) => {
      if (shape.length === 1 || (shape.length === 2 && shape[1] === 1)) return { name, values }
      throw refused(`inputs.${name}.shape`, JSON.stringify(shape), '[rows] or [rows, 1]')
    }),
  }
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
