import type { TripRun } from '../trip-run.ts'
import { type Crossing, crossingTimes } from './crossing-times.ts'
import { type Location, locate } from './locate.ts'
import type { TripPath } from './trip-path.ts'
import type { VehicleFix } from './vehicle-fix.ts'

/** Follows one vehicle along one trip. */
export type Tracker = {
  run: TripRun
  path: TripPath
  atS: number
  location: Location
  /** How fast it moves between stops (m/s), as seen so far. */
  speed: number
  /** How often in a row it was seen behind where it had been, or off its route. */
  misses: number
}

/** Over longer spans (s) than this nobody knows when a vehicle came by. */
const longestGap = 300

const firstSpeed = 9
const fastestTurn = 20
const missesBelieved = 3

/** Begins to follow a vehicle; undefined where it is not on the route of its trip. */
export function startTracker(run: TripRun, path: TripPath, fix: VehicleFix): Tracker | undefined {
  const location = locate(run, path, fix, undefined)
  return location && { run, path, atS: fix.atS, location, speed: firstSpeed, misses: 0 }
}

/** Takes a newer fix; what was passed meanwhile, or why the fix is not believed. */
export function advance(tracker: Tracker, fix: VehicleFix): Crossing[] | 'offRoute' | 'backwards' {
  const before = { along: tracker.location.along, atS: tracker.atS }
  const location =
    locate(tracker.run, tracker.path, fix, before) ??
    (tracker.misses + 1 >= missesBelieved ? locate(tracker.run, tracker.path, fix, undefined) : undefined)
  const isBehind = location !== undefined && location.passed < tracker.location.passed
  if (!location || (isBehind && tracker.misses + 1 < missesBelieved)) {
    tracker.misses++
    return isBehind ? 'backwards' : 'offRoute'
  }
  const crossings = isBehind ? [] : crossingsTo(tracker, fix.atS, location)
  tracker.misses = 0
  tracker.location = {
    ...location,
    along: isBehind ? location.along : Math.max(before.along, location.along),
  }
  tracker.atS = fix.atS
  return crossings
}

/** What was passed up to the last stop, when the vehicle went on to another trip by `untilS`. */
export function finish(tracker: Tracker, untilS: number): Crossing[] {
  const { stopAlong } = tracker.path
  const last = stopAlong.length - 1
  const along = stopAlong[last] ?? 0
  const seconds = untilS - tracker.atS
  const metres = along - tracker.location.along
  if (seconds <= 0 || seconds > longestGap || metres > seconds * fastestTurn) return []
  // It may have stood at the end for a while: only the way there counts.
  const arrivedS = tracker.atS + Math.min(seconds, metres / tracker.speed)
  const end = { along, passed: last - 1, standingAt: last }
  return crossingsTo(tracker, Math.max(arrivedS, tracker.atS + 1), end)
}

function crossingsTo(tracker: Tracker, atS: number, location: Location): Crossing[] {
  const { path, location: old } = tracker
  const seconds = atS - tracker.atS
  const stops: { place: number; along: number }[] = []
  for (let place = old.passed + 1; place <= location.passed; place++)
    stops.push({ place, along: path.stopAlong[place]! })
  const isNew = location.standingAt !== null && location.standingAt !== old.standingAt
  const standsAt = isNew
    ? { place: location.standingAt!, along: path.stopAlong[location.standingAt!]! }
    : null
  learnSpeed(tracker, seconds, location.along - old.along, stops.length === 0 && !isNew)
  if (seconds > longestGap) return []
  const from = { atS: tracker.atS, along: old.along }
  const crossings = crossingTimes(from, { atS, along: location.along }, stops, standsAt, tracker.speed)
  const end = path.stopAlong.length - 1
  // Nobody sees a vehicle leave the end of its trip: it has come there.
  return crossings.map((crossing) =>
    crossing.place === end ? { ...crossing, departedS: crossing.arrivedS } : crossing,
  )
}

function learnSpeed(tracker: Tracker, seconds: number, metres: number, isFree: boolean): void {
  if (metres < 50 || seconds <= 0) return
  const seen = Math.min(25, metres / seconds)
  // With a stop between, it moved at least so fast.
  if (isFree || seen > tracker.speed) tracker.speed += 0.3 * (Math.max(3, seen) - tracker.speed)
}
