import type { ReplayRows } from '../features/replay-rows.ts'
import type { ServiceDay } from '../features/service-day.ts'
import type { Answered } from '../live/ask-serving.ts'
import { type Departures, riderWait } from '../scoring/rider-wait.ts'

/** How good a predictor was: absolute error and bias (actual less predicted), and what following it costs riders (s). */
export type PredictorScore = {
  n: number
  mae: number
  bias: number
  /** Mean wait of riders who come `bufferS` before they are told, and the share that misses the vehicle. */
  meanWaitS: number | null
  missRate: number
  bufferS: number
}

export type DayScores = {
  date: string
  version: string | null
  all: Record<string, PredictorScore>
  /** The same where a detour lay on the stretch; null on a day without. */
  underDetour: Record<string, PredictorScore> | null
}

const bufferS = 60
const baselines = ['kalman', 'schedule', 'delay_propagated'] as const

/** Scores what serving said beside the baselines, on the predictions made on the way. */
export function scoreDay(day: ServiceDay, rows: ReplayRows, answered: Answered): DayScores {
  const departures = departuresByPartition(day)
  const underDetour = rows.underWorks
  const of = (isWanted: (row: number) => boolean) => {
    const wanted = Array.from({ length: rows.rows }, (_, k) => k).filter(
      (k) => rows.from[k]! >= 0 && isWanted(k),
    )
    const scores: Record<string, PredictorScore> = {}
    const add = (name: string, median: Float32Array, told: Float32Array, buffer: number) => {
      const found = scorePredictor(day, rows, departures, { wanted, median, told, buffer })
      if (found.n > 0) scores[name] = found
    }
    add('deployed', answered.p50, answered.rider, bufferS)
    // Who follows the schedule comes when the vehicle is due.
    for (const name of baselines)
      add(name, rows.baselines[name], rows.baselines[name], name === 'schedule' ? 0 : bufferS)
    return scores
  }
  const hasDetour = underDetour.some((inside, k) => inside === 1 && rows.from[k]! >= 0)
  return {
    date: day.date,
    version: answered.version,
    all: of(() => true),
    underDetour: hasDetour ? of((k) => underDetour[k] === 1) : null,
  }
}

function scorePredictor(
  day: ServiceDay,
  rows: ReplayRows,
  departures: ReadonlyMap<number, Departures>,
  {
    wanted,
    median,
    told,
    buffer,
  }: { wanted: readonly number[]; median: Float32Array; told: Float32Array; buffer: number },
): PredictorScore {
  let n = 0
  let errors = 0
  let bias = 0
  let waits = 0
  let waited = 0
  let missed = 0
  for (const k of wanted) {
    const predicted = median[k]!
    if (Number.isNaN(predicted)) continue
    const madeAt = rows.madeAt[k]!
    const target = rows.target[k]!
    n++
    errors += Math.abs(target - predicted)
    bias += target - predicted
    // Nobody comes before it is told.
    const arrival = Math.max(madeAt, madeAt + told[k]! - buffer)
    const wait = riderWait(departures.get(day.partition[rows.to[k]!]!)!, day.day, arrival, madeAt + target)
    if (wait.missed) missed++
    if (wait.wait !== null) {
      waits += wait.wait
      waited++
    }
  }
  return {
    n,
    mae: errors / n,
    bias: bias / n,
    meanWaitS: waited > 0 ? waits / waited : null,
    missRate: missed / n,
    bufferS: buffer,
  }
}

function departuresByPartition(day: ServiceDay): Map<number, Departures> {
  const times = new Map<number, number[]>()
  for (let v = 0; v < day.stop.length; v++) {
    const time = day.observed[v]!
    if (Number.isNaN(time)) continue
    const known = times.get(day.partition[v]!)
    if (known) known.push(time)
    else times.set(day.partition[v]!, [time])
  }
  return new Map(
    [...times].map(([partition, list]) => [
      partition,
      {
        days: new Float32Array(list.length).fill(day.day),
        times: Float32Array.from(list).sort(),
      },
    ]),
  )
}
