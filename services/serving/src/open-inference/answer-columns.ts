import { DomainError } from '@headway/kit/errors'
import { versionNumber } from '../domain/model-definition.ts'
import type { PredictionAnswer } from '../domain/prediction.ts'
import { booleanParameter, type InferCall } from './infer-call.ts'

/** One output of an answer, and whether the caller wants it as bytes. */
export type AnswerColumn = { name: string; binary: boolean } & (
  | { datatype: 'FP32'; values: Float32Array }
  | { datatype: 'BYTES'; values: string[] }
)

/**
 * The outputs that a call asks for, in its order; else all of the model's and, of a model with partitions, as BYTES
 * `source`: what answered each row, and `version` where a canary answered some. INVALID_ARGUMENT for an output that there is not.
 */
export function answerColumns(
  { parameters, outputs }: InferCall,
  answer: PredictionAnswer,
  binaryUnlessSaid: boolean,
): AnswerColumn[] {
  const allBinary = booleanParameter(parameters, 'binary_data_output', binaryUnlessSaid)
  const known = new Map<string, AnswerColumn>()
  for (const { name, values } of answer.outputs) {
    known.set(name, { name, datatype: 'FP32', values, binary: allBinary })
  }
  const usual = [
    ...known.keys(),
    ...(answer.hasPartitions ? ['source'] : []),
    ...(answer.rowVersionIds ? ['version'] : []),
  ]
  if (answer.rowVersionIds) {
    known.set('version', {
      name: 'version',
      datatype: 'BYTES',
      values: answer.rowVersionIds.map(versionNumber),
      binary: allBinary,
    })
  }
  known.set('source', { name: 'source', datatype: 'BYTES', values: answer.sources, binary: allBinary })
  const asked = outputs?.length ? outputs : usual.map((name) => ({ name, parameters: undefined }))
  return asked.map(({ name, parameters: own }) => {
    const column = known.get(name)
    if (column) return { ...column, binary: booleanParameter(own, 'binary_data', allBinary) }
    throw new DomainError('INVALID_ARGUMENT', `there is no output ${name}`, {
      field: 'outputs',
      value: name,
      expected: `one of ${[...known.keys()].join(', ')}`,
    })
  })
}

/** What an answer says of itself beside its outputs. */
export function answerParameters({ versionId, revision, id }: PredictionAnswer) {
  return { version_id: versionId, revision, prediction_id: id }
}
