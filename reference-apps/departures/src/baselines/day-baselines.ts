import type { Wanted } from '../features/prediction-rows.ts'
import { isPredicted, replayDay } from '../features/replay-day.ts'
import type { ServiceDay } from '../features/service-day.ts'
import type { VisitHistory } from '../history/visit-history.ts'
import { type UsualDelay, usualDelay } from './delay-by-hour.ts'
import { kalmanDay, predictSegment, seeTravel } from './kalman-day.ts'

/** The baselines of a prediction, in the order of their columns. */
export const baselineNames = [
  'schedule',
  'delay_propagated',
  'historical_mean',
  'historical_median',
  'kalman',
] as const

export const baselineCount = baselineNames.length

/** Receives the baselines (s to the departure, in the order of `baselineNames`; reused between calls). */
export type BaselineSink = (baselines: Float32Array, from: number, to: number) => void

/**
 * The baselines of every wanted prediction of a day, in the order of `dayRows`. Schedule: the scheduled time. Delay
 * propagated: the delay at the stop just left stays. Historical mean and median: the scheduled time and the usual delay
 * of partition and hour on the training days. Kalman: `predictSegment` over the segments ahead. Before the first stop
 * there is no delay and no vehicle to follow: these two then are NaN. Of a trip without a schedule only Kalman can say.
 */
export function dayBaselines(
  day: ServiceDay,
  visits: VisitHistory,
  usual: Map<number, UsualDelay>,
  sink: BaselineSink,
  wanted: Wanted = () => true,
): void {
  const row = new Float32Array(baselineCount)
  const state = kalmanDay(day, visits)
  replayDay(
    day,
    (i) => {
      const now = day.observed[i]!
      let end = day.start[day.tripOf[i]! + 1]!
      while (end > i + 1 && !(isPredicted(day, i, end - 1) && wanted(i, end - 1))) end--
      let travel = 0
      for (let j = i + 1; j < end; j++) {
        travel += predictSegment(state, day, j)
        if (!(isPredicted(day, i, j) && wanted(i, j))) continue
        fill(row, day, usual, j, now)
        if (day.unscheduled[day.tripOf[i]!] === 1) row.fill(Number.NaN)
        else row[1] = day.scheduled[j]! - day.scheduled[i]!
        row[4] = travel
        sink(row, i, j)
      }
    },
    (v) => seeTravel(state, day, v),
  )
}

/** The baselines of a prediction without a position, made at `madeAt` (s of the day). */
export function firstBaselines(
  day: ServiceDay,
  usual: Map<number, UsualDelay>,
  j: number,
  madeAt: number,
  row: Float32Array,
): void {
  fill(row, day, usual, j, madeAt)
  row[1] = Number.NaN
  row[4] = Number.NaN
}

function fill(
  row: Float32Array,
  day: ServiceDay,
  usual: Map<number, UsualDelay>,
  j: number,
  now: number,
): void {
  const schedule = day.scheduled[j]! - now
  const delay = usualDelay(usual, day, j)
  row[0] = schedule
  row[2] = schedule + delay.mean
  row[3] = schedule + delay.median
}
