import type { FeedEntity, StopTimeUpdate } from '../realtime/feed.ts'
import { type Estimate, isPredicted } from './estimates.ts'
import type { RunPrediction } from './run-prediction.ts'
import { scheduledDeparture, type TripRun } from './trip-run.ts'

/** The trip update of a run that does not run. */
export function cancelledEntity(run: TripRun): FeedEntity {
  return {
    id: run.key,
    tripUpdate: { trip: { ...descriptor(run), scheduleRelationship: 'CANCELED' }, stopTimeUpdates: [] },
  }
}

/**
 * The trip update of a run: its predicted stops, those it leaves out, and those it has left ahead of schedule, which
 * must not vanish before they were due. Undefined where there is nothing to tell.
 */
export function runEntity(
  run: TripRun,
  prediction: RunPrediction | undefined,
  ahead: readonly Estimate[],
  nowS: number,
): FeedEntity | undefined {
  const updates: StopTimeUpdate[] = []
  for (let place = 0; place <= run.reached; place++) {
    const departed = run.departedS[place]!
    const isDue = scheduledDeparture(run, place) <= nowS
    if (run.skipped.has(place)) updates.push(skippedStop(run, place))
    else if (!Number.isNaN(departed) && !isDue) updates.push(passedStop(run, place, departed, updates))
  }
  const estimated = new Map(ahead.map((estimate) => [estimate.place, estimate]))
  let last = Number.NEGATIVE_INFINITY
  // Of a vehicle on its way the next stop at least is told, however far it is.
  let lastPredicted = run.reached >= 0 ? (ahead[0]?.place ?? run.reached) : run.reached
  for (const { place } of ahead) if (isPredicted(prediction, place)) lastPredicted = place
  for (let place = run.reached + 1; place <= lastPredicted || run.skipped.has(place); place++) {
    if (run.skipped.has(place)) {
      updates.push(skippedStop(run, place))
      continue
    }
    const estimate = estimated.get(place)
    if (!estimate) continue
    updates.push(predictedStop(run, estimate, last))
    last = estimate.departureS
  }
  if (!updates.some(({ departure }) => departure !== undefined) && run.skipped.size === 0) return undefined
  return {
    id: run.key,
    tripUpdate: {
      trip: descriptor(run),
      ...(run.vehicle ? { vehicle: vehicle(run.vehicle) } : {}),
      stopTimeUpdates: updates,
      timestamp: Math.floor(nowS),
    },
  }
}

function descriptor(run: TripRun) {
  return {
    tripId: run.trip.id,
    routeId: run.trip.routeId,
    directionId: Number(run.trip.directionId),
    startDate: run.date.replaceAll('-', ''),
    scheduleRelationship: 'SCHEDULED' as const,
  }
}

function vehicle({ id, label }: { id: string; label: string | null }) {
  return label === null ? { id } : { id, label }
}

function stopOf(run: TripRun, place: number) {
  const { sequence, stopId } = run.trip.stops[place]!
  return { stopSequence: sequence, stopId }
}

function skippedStop(run: TripRun, place: number): StopTimeUpdate {
  return { ...stopOf(run, place), scheduleRelationship: 'SKIPPED' }
}

function passedStop(
  run: TripRun,
  place: number,
  departed: number,
  before: readonly StopTimeUpdate[],
): StopTimeUpdate {
  const time = Math.max(Math.round(departed), (before.at(-1)?.departure?.time ?? 0) + 1)
  return { ...stopOf(run, place), scheduleRelationship: 'SCHEDULED', departure: { time } }
}

/** The arrival is the departure less the planned stay, after the departure from the stop before. */
function predictedStop(run: TripRun, estimate: Estimate, last: number): StopTimeUpdate {
  const { place, departureS, earliestS, latestS } = estimate
  const { arrivalS, departureS: plannedS } = run.trip.stops[place]!
  // An uncertainty of 0 would say that the time is certain.
  const spread = latestS - earliestS
  const uncertainty = spread > 0 ? { uncertainty: spread } : {}
  const stay = Math.max(0, Math.round(plannedS - arrivalS))
  const arrival = Math.min(departureS, Math.max(departureS - stay, last + 1))
  return {
    ...stopOf(run, place),
    scheduleRelationship: 'SCHEDULED',
    arrival: { time: arrival, ...uncertainty },
    departure: { time: departureS, ...uncertainty },
  }
}
