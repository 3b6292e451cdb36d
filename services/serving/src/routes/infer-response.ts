import { DomainError } from '@headway/kit/errors'
import { versionNumber } from '../domain/model-definition.ts'
import type { PredictionAnswer } from '../domain/prediction.ts'
import { booleanParameter, type InferCall } from './infer-request.ts'
import { writeBinary } from './tensor.ts'

export type InferBody = { json: string; binary: Buffer[] }

type Column = { name: string; datatype: 'FP32' | 'BYTES'; values: Float32Array | string[] }

/**
 * The answer as the protocol has it: the model's outputs and, as BYTES, `source`; those asked for, or all. Outputs that the
 * caller wants binary come as bytes, to be sent after the JSON.
 */
export function inferBody(call: InferCall, endpoint: string, answer: PredictionAnswer): InferBody {
  const columns: Column[] = [
    ...answer.outputs.map(({ name, values }) => ({ name, datatype: 'FP32' as const, values })),
    { name: 'source', datatype: 'BYTES', values: answer.sources },
  ]
  const allBinary = booleanParameter(call.parameters, 'binary_data_output', false)
  const binary: Buffer[] = []
  const asked = call.outputs?.length
    ? call.outputs
    : columns.map(({ name }) => ({ name, parameters: undefined }))
  const outputs = asked.map(({ name, parameters }) => {
    const column = columns.find((item) => item.name === name)
    if (column === undefined) throw unknownOutput(name, columns)
    const { datatype, values } = column
    const face = { name, shape: [answer.rows], datatype }
    if (!booleanParameter(parameters, 'binary_data', allBinary)) return { ...face, data: jsonData(values) }
    const bytes = writeBinary(values)
    binary.push(bytes)
    return { ...face, parameters: { binary_data_size: bytes.length } }
  })
  const json = JSON.stringify({
    model_name: endpoint,
    model_version: versionNumber(answer.versionId),
    id: call.id ?? answer.id,
    parameters: { version_id: answer.versionId, revision: answer.revision, prediction_id: answer.id },
    outputs,
  })
  return { json, binary }
}

/** JSON knows no NaN: an output that nothing answered is null. */
function jsonData(values: Float32Array | string[]): (number | string | null)[] {
  if (Array.isArray(values)) return values
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value))
}

function unknownOutput(name: string, columns: readonly Column[]): DomainError {
  return new DomainError('INVALID_ARGUMENT', `there is no output ${name}`, {
    field: 'outputs',
    value: name,
    expected: `one of ${columns.map((column) => column.name).join(', ')}`,
  })
}
