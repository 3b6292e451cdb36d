import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'
import type { InferCall } from '../open-inference/infer-call.ts'
import { elementCount, type RequestTensor, readBinary, readJsonData } from '../open-inference/tensor.ts'

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
