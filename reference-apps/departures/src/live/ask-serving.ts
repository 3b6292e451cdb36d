import type { OipClient } from '@headway/client/oip-client'
import type { OipTensor } from '@headway/client/oip-tensor'
import { type ModelColumns, rowsOfModel } from './model-columns.ts'

/** Who is asked, and which of our features its model takes. */
export type Serving = { inference: OipClient; endpoint: string; columns: ModelColumns }

export type Asked = {
  partitions: readonly string[]
  subjects: readonly string[]
  /** Epoch milliseconds. */
  madeAtMs: readonly number[]
  /** Row by row. */
  features: Float32Array
  rows: number
}

/** What serving says of each row: seconds from when the prediction is made. */
export type Answered = {
  p10: Float32Array
  p50: Float32Array
  p90: Float32Array
  rider: Float32Array
  source: string[]
  /** The model version that answered the last call, `<model>/<number>`. */
  version: string | null
}

const rowsPerCall = 16_384
const outputs = ['p10', 'p50', 'p90', 'rider'] as const

/**
 * Asks an endpoint for all rows, in calls of at most 16,384; throws when one is refused. `log` false keeps them out of the
 * prediction log.
 */
export async function askServing(
  { inference, endpoint, columns }: Serving,
  asked: Asked,
  { log = true }: { log?: boolean } = {},
): Promise<Answered> {
  const { rows } = asked
  const [p10, p50, p90, rider] = outputs.map(() => new Float32Array(rows)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const answered: Answered = { p10, p50, p90, rider, source: [], version: null }
  for (let from = 0; from < rows; from += rowsPerCall) {
    const to = Math.min(rows, from + rowsPerCall)
    const answer = await inference.infer({
      model: endpoint,
      inputs: tensors(asked, columns, from, to),
      ...(log ? {} : { parameters: { log: false } }),
    })
    for (const output of outputs) answered[output].set(numbers(answer.outputs[output], output), from)
    const source = answer.outputs.source
    if (source?.datatype !== 'BYTES') throw new Error('serving does not say what its answers are from')
    for (const text of source.data) answered.source.push(text)
    const version = answer.parameters.version_id
    if (typeof version === 'string') answered.version = version
  }
  return answered
}

function tensors(asked: Asked, columns: ModelColumns, from: number, to: number): OipTensor[] {
  const rows = to - from
  return [
    { name: 'partition', datatype: 'BYTES', shape: [rows], data: asked.partitions.slice(from, to) },
    { name: 'subject_id', datatype: 'BYTES', shape: [rows], data: asked.subjects.slice(from, to) },
    {
      name: 'predicted_at',
      datatype: 'INT64',
      shape: [rows],
      data: BigInt64Array.from(asked.madeAtMs.slice(from, to), (ms) => BigInt(ms)),
    },
    {
      name: 'features',
      datatype: 'FP32',
      shape: [rows, columns.length],
      data: rowsOfModel(asked.features, from, to, columns),
    },
  ]
}

function numbers(tensor: OipTensor | undefined, name: string): Float32Array {
  if (tensor?.datatype !== 'FP32') throw new Error(`serving gave no ${name}`)
  return tensor.data
}
