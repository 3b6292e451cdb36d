import { canonicalKey } from '@headway/artifacts/partition-key'
import type { ArtifactStore } from '@headway/artifacts/store'
import type { OipClient } from '@headway/client/oip-client'
import { featureCount } from '../features/feature-list.ts'
import { type RowTable, readRows } from '../features/row-file.ts'
import { type Answers, createScoreboards, featureRows, scorePart } from '../scoring/score-part.ts'
import { type Score, scoresOf } from '../scoring/scoreboard.ts'
import type { RowPart } from '../steps/row-parts.ts'

const rowsPerCall = 16_384
const outputs = ['p10', 'p50', 'p90', 'rider'] as const

/** The id under which a prediction is logged, and its outcome told later. */
export function subjectId(evaluation: string, part: number, row: number): string {
  return `${evaluation}/${part}/${row}`
}

export type ScoreJob = {
  inference: OipClient
  artifacts: ArtifactStore
  endpoint: string
  evaluation: string
  parts: readonly RowPart[]
  /** Called after each part with the rows asked so far; the next part waits for it. */
  progress: (partsDone: number, rowsAsked: number) => Promise<void>
}

/** Asks serving for every held-out row and scores the answers beside the baselines. */
export async function scoreDeployed(job: ScoreJob): Promise<Score[]> {
  const { inference, artifacts, endpoint, evaluation, parts, progress } = job
  const boards = createScoreboards()
  let rows = 0
  for (const [index, part] of parts.entries()) {
    const heldOut = await readRows(await artifacts.path(part.heldOut))
    const departures = await readRows(await artifacts.path(part.departures))
    const answers = await askServing(inference, endpoint, heldOut, (row) => subjectId(evaluation, index, row))
    await scorePart(heldOut, departures, (key) => answers.get(canonicalKey([...key])) as Answers, boards)
    rows += heldOut.rows
    await progress(index + 1, rows)
  }
  return [...boards.values()].flatMap(scoresOf)
}

/** The endpoint's answers to every row of a table, by canonical key. */
async function askServing(
  inference: OipClient,
  endpoint: string,
  table: RowTable,
  subjectOf: (row: number) => string,
): Promise<Map<string, Answers>> {
  const answered = Object.fromEntries(
    outputs.map((output) => [output, new Float32Array(table.rows)]),
  ) as Record<(typeof outputs)[number], Float32Array>
  const keyOf = keysByRow(table)
  for (let from = 0; from < table.rows; from += rowsPerCall) {
    const to = Math.min(table.rows, from + rowsPerCall)
    const rows = to - from
    const answer = await inference.infer({
      model: endpoint,
      inputs: [
        { name: 'partition', datatype: 'BYTES', shape: [rows], data: keyOf.slice(from, to) },
        {
          name: 'features',
          datatype: 'FP32',
          shape: [rows, featureCount],
          data: featureRows(table, from, to),
        },
        {
          name: 'subject_id',
          datatype: 'BYTES',
          shape: [rows],
          data: Array.from({ length: rows }, (_, row) => subjectOf(from + row)),
        },
      ],
      outputs: [...outputs],
    })
    for (const output of outputs) {
      const tensor = answer.outputs[output]
      if (tensor?.datatype !== 'FP32') throw new Error(`serving gave no ${output}`)
      answered[output].set(tensor.data, from)
    }
  }
  return new Map(
    table.partitions.map(({ key, from, to }) => {
      const part = (output: (typeof outputs)[number]) => answered[output].subarray(from, to)
      return [
        canonicalKey([...key]),
        { p10: part('p10'), p50: part('p50'), p90: part('p90'), rider: part('rider') },
      ]
    }),
  )
}

function keysByRow(table: RowTable): string[] {
  const keys = new Array<string>(table.rows)
  for (const { key, from, to } of table.partitions) keys.fill(canonicalKey([...key]), from, to)
  return keys
}
