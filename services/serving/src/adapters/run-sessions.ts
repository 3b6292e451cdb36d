import { DomainError } from '@headway/kit/errors'
import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { InputLayout } from '../domain/model-definition.ts'
import type { RunRequest } from './thread-messages.ts'

/** Runs begun together: between groups the thread turns to its messages, so that a big request delays others little. */
const groupSize = 64
const maxRowsOfRun = 8192

/** Runs each slot's rows through its session; answers one column for each output, in the order of the rows. */
export async function runSessions(
  sessions: readonly (InferenceSession | undefined)[],
  { slots, counts, features, width, layout, outputs, deadline }: RunRequest,
): Promise<Float32Array<ArrayBuffer>[]> {
  const columns = outputs.map(() => new Float32Array(features.length / Math.max(width, 1)))
  let started: Promise<void>[] = []
  let row = 0
  checkDeadline(deadline)
  for (const [at, slot] of slots.entries()) {
    const session = sessions[slot]
    if (session === undefined) throw new DomainError('INTERNAL', `slot ${slot} is empty`)
    const end = row + (counts[at] ?? 0)
    while (row < end) {
      const rows = Math.min(end - row, maxRowsOfRun)
      const part = features.subarray(row * width, (row + rows) * width)
      started.push(runOne(session, feedsOf(layout, part, rows, width), outputs, columns, row))
      row += rows
      if (started.length < groupSize) continue
      await Promise.all(started)
      started = []
      checkDeadline(deadline)
    }
  }
  await Promise.all(started)
  return columns
}

function checkDeadline(deadline: number): void {
  if (Date.now() > deadline)
    throw new DomainError('UNAVAILABLE', 'the deadline passed before every row was answered')
}

async function runOne(
  session: InferenceSession,
  feeds: Record<string, Tensor>,
  outputs: readonly string[],
  columns: readonly Float32Array[],
  row: number,
): Promise<void> {
  const results = await session.run(feeds, outputs)
  for (const [index, name] of outputs.entries()) {
    columns[index]?.set(results[name]?.data as Float32Array, row)
  }
}

/** The input tensors for some rows of a row-major feature matrix. */
export function feedsOf(
  layout: InputLayout,
  features: Float32Array,
  rows: number,
  width: number,
): Record<string, Tensor> {
  if (layout.kind === 'matrix') {
    return { [layout.input]: new Tensor('float32', features, [rows, width]) }
  }
  const feeds: Record<string, Tensor> = {}
  for (const [column, { name, dimensions }] of layout.inputs.entries()) {
    const values = new Float32Array(rows)
    for (let row = 0; row < rows; row++) values[row] = features[row * width + column] ?? Number.NaN
    feeds[name] = new Tensor('float32', values, dimensions === 2 ? [rows, 1] : [rows])
  }
  return feeds
}
