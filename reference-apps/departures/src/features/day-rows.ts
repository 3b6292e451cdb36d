import type { History } from '../history/history.ts'
import type { DayContext } from './day-context.ts'
import { featureCount } from './feature-list.ts'
import { knownAtStart, predictFirst, predictFrom, type RowSink, type Wanted } from './prediction-rows.ts'
import { firstPredicted, isPredicted, replayDay } from './replay-day.ts'
import { seeDeparture } from './road-state.ts'
import type { ServiceDay } from './service-day.ts'

/** Every prediction of a service day that is wanted, with what was known when it was made. */
export function dayRows(
  day: ServiceDay,
  history: History,
  context: DayContext,
  routes: number,
  sink: RowSink,
  wanted: Wanted = () => true,
): void {
  const known = knownAtStart(day, history, context, routes)
  const row = new Float32Array(featureCount)
  replayDay(
    day,
    (visit) => predictFrom(known, visit, (i, j) => isPredicted(day, i, j) && wanted(i, j), row, sink),
    (visit) => seeDeparture(known.state, day, known.expected, visit),
  )
  for (let trip = 0; trip + 1 < day.start.length; trip++) {
    const first = firstPredicted(day, trip)
    if (first >= 0 && wanted(-1, first)) predictFirst(known, first, row, sink)
  }
}
