import { answerByBaseline } from '@headway/artifacts/baseline'
import { readPackMember } from '@headway/artifacts/pack'
import { featureFeeds } from '@headway/onnx/feature-feeds'
import { type OnnxSession, openSession } from '@headway/onnx/session'
import type { TaskContext } from '../task-context.ts'
import type { BatchModel } from './batch-model.ts'

const rowsOfRun = 8192

/** Rows by partition: the canonical key of each, and a column for each feature of the model. */
export type GivenRows = { partitions: readonly string[]; columns: readonly Float32Array[] }

export type AnsweredRows = {
  /** NaN where nothing answered. */
  outputs: Float32Array[]
  /** `exact`, `pooled:<key>`, `baseline`, `none`, or `invalid`: a feature that is no finite number. */
  sources: string[]
  /** Rows by who answered. */
  counts: { exact: number; pooled: number; baseline: number; none: number; invalid: number }
}

/** Answers rows that are ordered by partition. Models are open one at a time, but for pooled ones. */
export async function answerRows(
  task: Pick<TaskContext, 'artifacts' | 'progress' | 'signal'>,
  model: BatchModel,
  { partitions, columns }: GivenRows,
): Promise<AnsweredRows> {
  const { signature, baseline } = model.definition
  const total = partitions.length
  const outputs = signature.outputs.map(() => new Float32Array(total).fill(Number.NaN))
  const sources = new Array<string>(total)
  const counts = { exact: 0, pooled: 0, baseline: 0, none: 0, invalid: 0 }
  await using pooled = new AsyncDisposableStack()
  const opened = new Map<string, OnnxSession>()
  for (let from = 0; from < total; ) {
    task.signal.throwIfAborted()
    const end = endOfPartition(partitions, from)
    const { rows, values } = validRows(columns, from, end)
    const { source, key, slot } = model.route(partitions[from] ?? '')
    sources.fill('invalid', from, end)
    for (const row of rows) sources[row] = source
    counts.invalid += end - from - rows.length
    counts[key === null ? (source as 'baseline' | 'none') : source === 'exact' ? 'exact' : 'pooled'] +=
      rows.length
    if (slot && key !== null && rows.length > 0) {
      const open = async () => await openSession(await readPackMember(task.artifacts, slot))
      if (source === 'exact') {
        await using session = await open()
        await runModel(session, signature, values, rows, outputs)
      } else {
        const session = opened.get(key) ?? pooled.use(await open())
        opened.set(key, session)
        await runModel(session, signature, values, rows, outputs)
      }
    } else if (source === 'baseline') {
      runBaseline({ ...signature, baseline }, values, rows, outputs)
    }
    from = end
    task.progress(from, total)
  }
  return { outputs, sources, counts }
}

function endOfPartition(partitions: readonly string[], from: number): number {
  let end = from + 1
  while (end < partitions.length && partitions[end] === partitions[from]) end++
  return end
}

/** The rows whose features are all finite numbers, and these, row by row. */
function validRows(columns: readonly Float32Array[], from: number, end: number) {
  const rows: number[] = []
  const values = new Float32Array((end - from) * columns.length)
  let at = 0
  for (let row = from; row < end; row++) {
    if (!columns.every((column) => Number.isFinite(column[row]))) continue
    rows.push(row)
    for (const column of columns) values[at++] = column[row] ?? Number.NaN
  }
  return { rows, values: values.subarray(0, at) }
}

function runBaseline(
  model: Parameters<typeof answerByBaseline>[0],
  values: Float32Array,
  rows: readonly number[],
  outputs: readonly Float32Array[],
): void {
  const answers = outputs.map(() => new Float32Array(rows.length).fill(Number.NaN))
  answerByBaseline(model, { values, width: model.features.length }, [...rows.keys()], answers)
  for (const [index, target] of outputs.entries()) {
    for (const [at, row] of rows.entries()) target[row] = answers[index]?.[at] ?? Number.NaN
  }
}

async function runModel(
  session: OnnxSession,
  signature: BatchModel['definition']['signature'],
  values: Float32Array,
  rows: readonly number[],
  outputs: readonly Float32Array[],
): Promise<void> {
  const width = signature.features.length
  for (let from = 0; from < rows.length; from += rowsOfRun) {
    const end = Math.min(from + rowsOfRun, rows.length)
    const feeds = featureFeeds(signature, values.slice(from * width, end * width), end - from)
    const results = await session.run(feeds)
    for (const [index, { name }] of signature.outputs.entries()) {
      const answers = results[name]
      for (let at = from; at < end; at++) {
        const target = outputs[index]
        if (target) target[rows[at] ?? 0] = answers?.[at - from] ?? Number.NaN
      }
    }
  }
}
