import type { ScheduleStop } from '../../gtfs/schedule.ts'
import type { FeedEntity, StopTimeUpdate, TripUpdate } from '../feed.ts'
import { nameOf, placeOf, type RuleInput } from './rule-input.ts'

const loops = new WeakMap<readonly ScheduleStop[], string | null>()

/** E002 E009 E045 E046 E051: the stops of a trip update against those of its trip in the schedule. */
export function checkAgainstPattern(rules: RuleInput, entity: FeedEntity, update: TripUpdate): void {
  const { tripId, scheduleRelationship } = update.trip
  // A replacement brings its own stops.
  const isPlanned = tripId !== undefined && scheduleRelationship !== 'REPLACEMENT'
  const stops = isPlanned ? (rules.schedule.trips.get(tripId)?.stops ?? []) : []
  let isSorted = true
  let last = Number.NEGATIVE_INFINITY
  for (const stopUpdate of update.stopTimeUpdates) {
    const stop = stops.length > 0 ? stopOf(stops, stopUpdate, last) : undefined
    const sequence = stopUpdate.stopSequence ?? stop?.sequence
    if (stops.length > 0) checkStop(rules, entity, stopUpdate, stop)
    const isLost = sequence === undefined && stops.length > 0 && stopUpdate.stopId !== undefined
    if (isSorted && (isLost || (sequence !== undefined && sequence <= last))) {
      isSorted = false
      const place = placeOf(entity, sequence)
      const after = Number.isFinite(last) ? `after stop ${last}` : 'at its place'
      const message = `${nameOf(entity)} has stop ${stopUpdate.stopSequence ?? stopUpdate.stopId} ${after}, out of order`
      rules.report('E002', place, message)
    }
    if (sequence !== undefined) last = sequence
  }
  checkLoop(rules, entity, update, stops)
}

function checkStop(
  { report }: RuleInput,
  entity: FeedEntity,
  update: StopTimeUpdate,
  stop: ScheduleStop | undefined,
): void {
  const { stopSequence, stopId, stopTimeProperties, arrival, departure } = update
  const place = placeOf(entity, stopSequence)
  if (!stop) {
    if (stopSequence === undefined) return
    report('E051', place, `${nameOf(entity)} has stop_sequence ${stopSequence}, which its trip does not have`)
    return
  }
  const isMoved = stopTimeProperties?.assignedStopId !== undefined
  if (stopSequence !== undefined && stopId && stopId !== stop.stopId && !isMoved) {
    const message = `${nameOf(entity)} names stop ${stopId} at stop_sequence ${stopSequence}, in the schedule ${stop.stopId}`
    report('E045', place, message)
  }
  const hasDelayAlone = [arrival, departure].some(
    (event) => event?.delay !== undefined && event.time === undefined,
  )
  if (stop.isInterpolated && hasDelayAlone) {
    const message = `${nameOf(entity)} has a delay alone at stop ${stop.sequence}, for which the schedule has no time`
    report('E046', place, message)
  }
}

function checkLoop(
  { report }: RuleInput,
  entity: FeedEntity,
  update: TripUpdate,
  stops: readonly ScheduleStop[],
): void {
  const without = update.stopTimeUpdates.some(({ stopSequence }) => stopSequence === undefined)
  const repeated = without && stops.length > 0 ? repeatedStop(stops) : null
  if (repeated === null) return
  const message = `${nameOf(entity)} serves stop ${repeated} more than once and has no stop_sequence`
  report('E009', placeOf(entity), message)
}

/** By its sequence (binary search, as stops are in order), else the next stop of that id after the last one. */
function stopOf(
  stops: readonly ScheduleStop[],
  { stopSequence, stopId }: StopTimeUpdate,
  last: number,
): ScheduleStop | undefined {
  if (stopSequence === undefined) return stops.find((stop) => stop.sequence > last && stop.stopId === stopId)
  let low = 0
  let high = stops.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stops[middle]?.sequence ?? 0) < stopSequence) low = middle + 1
    else high = middle
  }
  return stops[low]?.sequence === stopSequence ? stops[low] : undefined
}

function repeatedStop(stops: readonly ScheduleStop[]): string | null {
  let repeated = loops.get(stops)
  if (repeated === undefined) {
    const seen = new Set<string>()
    repeated = stops.find(({ stopId }) => seen.size === seen.add(stopId).size)?.stopId ?? null
    loops.set(stops, repeated)
  }
  return repeated
}
