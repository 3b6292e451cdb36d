import { scheduledDeparture, type TripRun } from '../trip-run.ts'
import { placesOnPath } from './path.ts'
import type { TripPath } from './trip-path.ts'
import type { VehicleFix } from './vehicle-fix.ts'

/** Where a vehicle is on its trip: metres along the path, the last place it has left, and where it stands, if at one. */
export type Location = { along: number; passed: number; standingAt: number | null }

/** Farther from the path than this (m), a vehicle is not on its route. */
const offRouteM = 200

/** So close to a stop (m) a vehicle may be standing at it. */
const atStopM = 25

/** How far a vehicle may get in a second (m), and how much a position may be wrong. */
const fastest = 30
const doubtM = 300

/**
 * Where a fix puts a vehicle on its trip, by what the feed says of its next stop, else by the position alone: somewhere
 * on from `before`, or, without that, where the schedule would have it. Undefined where it is off the route.
 */
export function locate(
  run: TripRun,
  { path, stopAlong }: TripPath,
  fix: VehicleFix,
  before: { along: number; atS: number } | undefined,
): Location | undefined {
  const place = saidPlace(run, fix, before && passedAt(stopAlong, before.along))
  if (place !== undefined) return bySaidPlace(run, { path, stopAlong }, fix, place)
  const end = path.along.at(-1) ?? 0
  const from = before ? Math.max(0, before.along - 40) : 0
  const to = before ? Math.min(end, before.along + fastest * (fix.atS - before.atS) + doubtM) : end
  const places = placesOnPath(path, fix.lat, fix.lon, from, to).filter(({ off }) => off <= offRouteM)
  const [nearest] = places
  if (!nearest) return undefined
  const likely = places.filter(({ off }) => off <= nearest.off + 50)
  const target = before ? before.along : alongBySchedule(run, stopAlong, fix.atS)
  const best = likely.reduce((a, b) => (Math.abs(b.along - target) < Math.abs(a.along - target) ? b : a))
  const along = before ? Math.max(before.along, best.along) : best.along
  return byDistance(stopAlong, along)
}

/** What a place along the trip means. */
function byDistance(stopAlong: Float64Array, along: number): Location {
  const passed = passedAt(stopAlong, along)
  const next = passed + 1
  const isThere = next < stopAlong.length && along >= stopAlong[next]! - atStopM
  return { along, passed, standingAt: isThere ? next : null }
}

/** The last stop that lies so far behind that the vehicle has left it. */
function passedAt(stopAlong: Float64Array, along: number): number {
  let passed = -1
  while (passed + 1 < stopAlong.length - 1 && along > stopAlong[passed + 1]! + atStopM) passed++
  return passed
}

function bySaidPlace(
  run: TripRun,
  { path, stopAlong }: TripPath,
  fix: VehicleFix,
  place: number,
): Location | undefined {
  const low = stopAlong[Math.max(0, place - 1)]!
  const high = stopAlong[place]!
  const [nearest] = placesOnPath(path, fix.lat, fix.lon, low - doubtM, high + doubtM)
  if (!nearest || nearest.off > offRouteM) return undefined
  if (fix.status === 'STOPPED_AT') return { along: high, passed: place - 1, standingAt: place }
  const along = Math.max(low, Math.min(high, nearest.along))
  // Some systems name the second stop as soon as a vehicle is given its trip.
  const isWaiting =
    place === 1 && nearest.along <= stopAlong[0]! + atStopM && fix.atS < scheduledDeparture(run, 0)
  if (isWaiting || place === 0) return { along: stopAlong[0]!, passed: -1, standingAt: 0 }
  const isLast = place === stopAlong.length - 1 && nearest.along >= high - atStopM
  return { along, passed: place - 1, standingAt: isLast ? place : null }
}

function saidPlace(run: TripRun, fix: VehicleFix, passed: number | undefined): number | undefined {
  const { stops } = run.trip
  if (fix.stopSequence !== null) {
    const place = stops.findIndex(({ sequence }) => sequence === fix.stopSequence)
    if (place >= 0 && (fix.stopId === null || stops[place]?.stopId === fix.stopId)) return place
    if (fix.stopId === null) return undefined
  }
  if (fix.stopId === null) return undefined
  const after = stops.findIndex(({ stopId }, place) => stopId === fix.stopId && place >= (passed ?? 0))
  return after < 0 ? undefined : after
}

/** Where the schedule has the run at a time (m along its path). */
function alongBySchedule(run: TripRun, stopAlong: Float64Array, atS: number): number {
  for (let place = 1; place < stopAlong.length; place++) {
    const due = scheduledDeparture(run, place)
    if (due < atS) continue
    const before = scheduledDeparture(run, place - 1)
    const share = due > before ? Math.max(0, Math.min(1, (atS - before) / (due - before))) : 0
    return stopAlong[place - 1]! + share * (stopAlong[place]! - stopAlong[place - 1]!)
  }
  return stopAlong.at(-1) ?? 0
}
