import { DomainError } from '@headway/kit/errors'
import type { InferCall } from '../open-inference/infer-call.ts'
import {
  checkDatatype,
  elementCount,
  type RequestTensor,
  readBinary,
  wrongSize,
} from '../open-inference/tensor.ts'
import { type ContentsMessage, type InferRequestMessage, readParameters } from './infer-messages.ts'

type InputMessage = InferRequestMessage['inputs'][number]

const contentsOf: Record<string, keyof ContentsMessage> = {
  BOOL: 'bool_contents',
  INT8: 'int_contents',
  INT16: 'int_contents',
  INT32: 'int_contents',
  INT64: 'int64_contents',
  UINT8: 'uint_contents',
  UINT16: 'uint_contents',
  UINT32: 'uint_contents',
  UINT64: 'uint64_contents',
  FP32: 'fp32_contents',
  FP64: 'fp64_contents',
  BYTES: 'bytes_contents',
}

/** Reads a request's tensors: all from `raw_input_contents` or each from its `contents`. INVALID_ARGUMENT names what is wrong. */
export function readInferMessage(message: InferRequestMessage): InferCall {
  const { inputs, raw_input_contents: raw } = message
  if (raw.length > 0 && raw.length !== inputs.length) {
    throw new DomainError('INVALID_ARGUMENT', `${raw.length} raw contents for ${inputs.length} inputs`, {
      field: 'raw_input_contents',
      value: raw.length,
      expected: `${inputs.length}, one for each input in their order, or none`,
    })
  }
  return {
    id: message.id || undefined,
    parameters: readParameters(message.parameters),
    tensors: inputs.map((input, index) => readInput(input, raw[index])),
    outputs: message.outputs.map(({ name = '', parameters }) => ({
      name,
      parameters: readParameters(parameters),
    })),
  }
}

function readInput({ name = '', datatype = '', shape, contents }: InputMessage, raw: Buffer | undefined) {
  if (shape.some((size) => size < 0)) {
    throw new DomainError('INVALID_ARGUMENT', `tensor ${name} has the shape [${shape}]`, {
      field: `inputs.${name}.shape`,
      value: shape,
      expected: 'sizes of 0 or more',
    })
  }
  const tensor = { name, datatype, shape }
  const count = elementCount(shape)
  if (raw === undefined) return { ...tensor, values: readContents(tensor, count, contents ?? {}) }
  if (Object.values(contents ?? {}).some((values) => values.length > 0)) {
    throw new DomainError('INVALID_ARGUMENT', `tensor ${name} has its values twice`, {
      field: `inputs.${name}.contents`,
      expected: 'raw_input_contents or contents, not both',
    })
  }
  return { ...tensor, values: readBinary(name, datatype, count, raw) }
}

function readContents(
  { name, datatype }: Omit<RequestTensor, 'values'>,
  count: number,
  contents: ContentsMessage,
): ArrayLike<unknown> {
  checkDatatype(name, datatype)
  const field = contentsOf[datatype]
  if (field === undefined) {
    throw new DomainError('INVALID_ARGUMENT', `there are no contents of the data type ${datatype}`, {
      field: `inputs.${name}.contents`,
      value: datatype,
      expected: 'raw_input_contents',
    })
  }
  const values = contents[field] ?? []
  if (values.length !== count) {
    throw wrongSize(name, values.length, `${count} values in ${field}, as its shape says`)
  }
  if (datatype === 'BOOL') return Array.from(values as boolean[], Number)
  if (datatype !== 'BYTES') return values
  return Array.from(values as Uint8Array[], (bytes) => Buffer.from(bytes).toString('utf8'))
}
