import { mkdir } from 'node:fs/promises'
import { canonicalKey } from '@headway/artifacts/partition-key'
import type { ArtifactStore } from '@headway/artifacts/store'
import type { Tables } from '@headway/tables/tables'
import type { Context } from '../features/context.ts'
import { dayContext } from '../features/day-context.ts'
import { replayRows } from '../features/replay-rows.ts'
import { partitionKey } from '../features/service-day.ts'
import { askServing, type Serving } from '../live/ask-serving.ts'
import type { Learned } from '../live/live-state.ts'
import { type DayOutcome, writeOutcomes } from './day-outcomes.ts'
import type { EndedDay } from './open-day.ts'
import { type DayScores, scoreDay } from './score-day.ts'

export type CatchUpJob = {
  tables: Tables
  artifacts: ArtifactStore
  serving: Serving
  folder: string
  context: Context
}

/** Predictions of a day that are made anew: so many of each partition, fewer in a large city. */
const mostPerPartition = 60
const leastPerPartition = 4
const mostRows = 100_000

/**
 * Predicts an ended day as it would have been predicted at its departures, and scores it; `outcomes` is the digest of what
 * came true. The day is not learned by this.
 */
export async function predictEndedDay(
  job: CatchUpJob,
  ended: EndedDay,
  learned: Learned,
): Promise<{ scores: DayScores; outcomes: string }> {
  const { history, names } = learned
  const { day } = ended
  const rows = replayRows({
    day,
    history,
    context: dayContext(job.context, day, names),
    routes: names.routes.names.length,
    rowsPerPartition: sampleSize(names.partitions.names.length),
  })
  const keys = names.partitions.names.map((name) => canonicalKey(partitionKey(name)))
  const midnight = day.day * 86_400
  const madeAtS = Array.from(rows.madeAt, (madeAt) => midnight + madeAt)
  const visits = Array.from(rows.to)
  const subjects = visits.map(
    (v, k) => `${day.date}/${day.tripIds[day.tripOf[v]!]}/${ended.sequence[v]}/${Math.round(madeAtS[k]!)}`,
  )
  const answered = await askServing(job.serving, {
    rows: rows.rows,
    features: rows.features,
    partitions: visits.map((v) => keys[day.partition[v]!]!),
    subjects,
    madeAtMs: madeAtS.map((atS) => Math.round(atS * 1000)),
  })
  const outcomes = visits.map((v, k): DayOutcome => {
    const observedS = midnight + day.observed[v]!
    return { subject: subjects[k]!, observedS, receivedS: ended.receivedS[v]!, value: rows.target[k]! }
  })
  await mkdir(job.folder, { recursive: true })
  return { scores: scoreDay(day, rows, answered), outcomes: await writeOutcomes(outcomes, job) }
}

function sampleSize(partitions: number): number {
  return Math.max(
    leastPerPartition,
    Math.min(mostPerPartition, Math.floor(mostRows / Math.max(1, partitions))),
  )
}
