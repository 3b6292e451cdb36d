import { versionNumber } from '../domain/model-definition.ts'
import type { PredictionAnswer } from '../domain/prediction.ts'
import { answerColumns, answerParameters } from '../open-inference/answer-columns.ts'
import type { InferCall } from '../open-inference/infer-call.ts'
import { writeBinary } from '../open-inference/tensor.ts'
import { type InferRequestMessage, type InferResponseMessage, writeParameters } from './infer-messages.ts'

/**
 * The answer as a message. Outputs are raw when the inputs were, unless `binary_data_output` says otherwise; all of a
 * message or none, as clients find them by their place.
 */
export function writeInferMessage(
  request: InferRequestMessage,
  call: InferCall,
  answer: PredictionAnswer,
): InferResponseMessage {
  const columns = answerColumns(call, answer, request.raw_input_contents.length > 0)
  const isRaw = columns.some(({ binary }) => binary)
  return {
    model_name: request.model_name ?? '',
    model_version: versionNumber(answer.versionId),
    id: call.id ?? answer.id,
    parameters: writeParameters(answerParameters(answer)),
    outputs: columns.map(({ name, datatype, values }) => {
      const face = { name, datatype, shape: [answer.rows] }
      if (isRaw) return face
      const contents =
        datatype === 'FP32'
          ? { fp32_contents: Array.from(values) }
          : { bytes_contents: values.map((text) => Buffer.from(text)) }
      return { ...face, contents }
    }),
    raw_output_contents: isRaw ? columns.map(({ values }) => writeBinary(values)) : [],
  }
}
