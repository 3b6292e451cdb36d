import { versionNumber } from '../domain/model-definition.ts'
import type { PredictionAnswer } from '../domain/prediction.ts'
import { answerColumns, answerParameters } from '../open-inference/answer-columns.ts'
import type { InferCall } from '../open-inference/infer-call.ts'
import { writeBinary } from '../open-inference/tensor.ts'

export type InferBody = { json: string; binary: Buffer[] }

/** The answer as JSON; outputs that the caller wants binary come as bytes, to be sent after it. */
export function inferBody(call: InferCall, endpoint: string, answer: PredictionAnswer): InferBody {
  const binary: Buffer[] = []
  const outputs = answerColumns(call, answer, false).map(({ name, datatype, values, binary: wanted }) => {
    const face = { name, shape: [answer.rows], datatype }
    if (!wanted) return { ...face, data: jsonData(values) }
    const bytes = writeBinary(values)
    binary.push(bytes)
    return { ...face, parameters: { binary_data_size: bytes.length } }
  })
  const json = JSON.stringify({
    model_name: endpoint,
    model_version: versionNumber(answer.versionId),
    id: call.id ?? answer.id,
    parameters: answerParameters(answer),
    outputs,
  })
  return { json, binary }
}

/** JSON knows no NaN: an output that nothing answered is null. */
function jsonData(values: Float32Array | string[]): (number | string | null)[] {
  if (Array.isArray(values)) return values
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value))
}
