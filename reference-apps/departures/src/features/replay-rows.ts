import { baselineCount, baselineNames, dayBaselines, firstBaselines } from '../baselines/day-baselines.ts'
import type { History } from '../history/history.ts'
import { type DayContext, noDayContext, worksOnStretch } from './day-context.ts'
import { dayRows } from './day-rows.ts'
import { gapToNext } from './departure-gaps.ts'
import { featureCount } from './feature-list.ts'
import { sampleOfDay } from './sample-rows.ts'
import type { ServiceDay } from './service-day.ts'

/**
 * Predictions of an ended day as they could have been made at its departures, with what came true: row k is made at
 * visit `from[k]` (-1 before the first) for visit `to[k]` of the day.
 */
export type ReplayRows = {
  rows: number
  /** Row-major [rows, features]. */
  features: Float32Array
  from: Int32Array
  to: Int32Array
  /** Seconds after 00:00 UTC of the service date. */
  madeAt: Float64Array
  /** From `madeAt` to the departure (s). */
  target: Float32Array
  /** From the departure to the next one of the partition (s), NaN after the last. */
  gapToNext: Float32Array
  /** What each baseline says (s from `madeAt`), by its name; NaN where it cannot say. */
  /** 1 where works that were known then (a detour among them) lie on the stretch. */
  underWorks: Uint8Array
  baselines: Record<(typeof baselineNames)[number], Float32Array>
}

/**
 * The rows of an ended day, about `rowsPerPartition` of each partition (0: all of them), before the day is learned. The
 * historical baselines go by what was usual on the days of a training; here they are not known.
 */
export function replayRows({
  day,
  history,
  context = noDayContext,
  routes,
  rowsPerPartition,
}: {
  day: ServiceDay
  history: History
  context?: DayContext
  routes: number
  rowsPerPartition: number
}): ReplayRows {
  const wanted = sampleOfDay(day, () => rowsPerPartition || Number.POSITIVE_INFINITY)
  const nothing = new Map()
  const baselines: number[] = []
  dayBaselines(day, history.visits, nothing, (row) => baselines.push(...row), wanted)
  const made: { from: number; to: number; madeAt: number }[] = []
  const features: Float32Array[] = []
  const first = new Float32Array(baselineCount)
  dayRows(
    day,
    history,
    context,
    routes,
    (row, from, to, madeAt) => {
      features.push(row.slice())
      made.push({ from, to, madeAt })
      if (from >= 0) return
      firstBaselines(day, nothing, to, madeAt, first)
      baselines.push(...first)
    },
    wanted,
  )
  const gaps = gapToNext(day)
  return {
    rows: made.length,
    features: flat(features),
    from: Int32Array.from(made, ({ from }) => from),
    to: Int32Array.from(made, ({ to }) => to),
    madeAt: Float64Array.from(made, ({ madeAt }) => madeAt),
    target: Float32Array.from(made, ({ to, madeAt }) => day.observed[to]! - madeAt),
    gapToNext: Float32Array.from(made, ({ to }) => gaps[to]!),
    underWorks: Uint8Array.from(made, ({ from, to, madeAt }) =>
      worksOnStretch(context, day, from, to, madeAt) ? 1 : 0,
    ),
    baselines: baselineColumns(baselines, made.length),
  }
}

function flat(rows: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(rows.length * featureCount)
  rows.forEach((row, k) => {
    result.set(row, k * featureCount)
  })
  return result
}

function baselineColumns(values: readonly number[], rows: number): ReplayRows['baselines'] {
  const columnOf = (b: number) =>
    Float32Array.from({ length: rows }, (_, k) => values[k * baselineCount + b]!)
  const unknown = new Float32Array(rows).fill(Number.NaN)
  return {
    ...(Object.fromEntries(baselineNames.map((name, b) => [name, columnOf(b)])) as ReplayRows['baselines']),
    historical_mean: unknown,
    historical_median: unknown,
  }
}
