import type { DayInHand } from './day-in-hand.ts'
import type { Estimate } from './estimates.ts'
import type { PredictionSource } from './run-prediction.ts'
import { scheduledDeparture, type TripRun } from './trip-run.ts'

/** One line of a stop's board; times in epoch seconds. */
export type BoardLine = {
  run: TripRun
  place: number
  scheduledS: number
  predictedS: number | null
  earliestS: number | null
  latestS: number | null
  source: PredictionSource | null
  isCancelled: boolean
}

/** The departures ahead by stop, in the order of when they are expected. */
export type Board = Map<string, BoardLine[]>

/** The board of all stops from the estimates of the runs ahead, cancelled departures among them. */
export function boardOf(
  days: Iterable<DayInHand>,
  estimatesOf: (day: DayInHand, run: TripRun) => readonly Estimate[] | undefined,
  nowS: number,
): Board {
  const board: Board = new Map()
  const add = (line: BoardLine) => {
    const stopId = line.run.trip.stops[line.place]!.stopId
    const lines = board.get(stopId)
    if (lines) lines.push(line)
    else board.set(stopId, [line])
  }
  for (const day of days) {
    for (const run of day.runOf) {
      const ahead = run.isCancelled ? undefined : estimatesOf(day, run)
      for (const { place, departureS, earliestS, latestS, source } of ahead ?? []) {
        // The last stop of a trip is no departure.
        if (place === run.trip.stops.length - 1) continue
        const times = { predictedS: departureS, earliestS, latestS, source }
        add({ run, place, scheduledS: scheduledDeparture(run, place), ...times, isCancelled: false })
      }
      if (run.isCancelled || run.skipped.size > 0) addCancelled(run, nowS, add)
    }
  }
  for (const lines of board.values()) lines.sort((a, b) => expected(a) - expected(b))
  return board
}

function addCancelled(run: TripRun, nowS: number, add: (line: BoardLine) => void): void {
  for (let place = 0; place < run.trip.stops.length - 1; place++) {
    const scheduledS = scheduledDeparture(run, place)
    if (scheduledS < nowS || !(run.isCancelled || run.skipped.has(place))) continue
    const none = { predictedS: null, earliestS: null, latestS: null, source: null }
    add({ run, place, scheduledS, ...none, isCancelled: true })
  }
}

function expected(line: BoardLine): number {
  return line.predictedS ?? line.scheduledS
}
