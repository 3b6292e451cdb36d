import { scheduledDeparture, type TripRun } from '../trip-run.ts'
import type { Crossing } from './crossing-times.ts'
import { advance, finish, startTracker, type Tracker } from './tracker.ts'
import type { TripPath } from './trip-path.ts'
import type { VehicleFix } from './vehicle-fix.ts'

/** A stop that a run has come to and left. Times in epoch seconds, the arrival null where nobody saw it. */
export type StopVisit = { run: TripRun; place: number; arrivedS: number | null; departedS: number }

/** Why a vehicle of the last cycle gave visits or none. */
export type VehicleStanding =
  | 'followed'
  | 'stale'
  | 'parked'
  | 'offRoute'
  | 'unknownTrip'
  | 'doubled'
  | 'backwards'

type Followed = { current: Tracker; candidate: { tracker: Tracker; sinceS: number } | null }

/** Follows all vehicles of a feed along their trips. */
export type Matcher = {
  vehicles: Map<string, Followed>
  /** The vehicle that is believed to run a trip. */
  ownerOf: Map<string, string>
}

/** An older position (s) says nothing of where a vehicle is. */
const stalest = 90

/** Delays (s) beyond these are not believed. */
const believable = { least: -1800, most: 10_800 }

export function createMatcher(): Matcher {
  return { vehicles: new Map(), ownerOf: new Map() }
}

export type Matched = {
  visits: StopVisit[]
  standing: Map<string, VehicleStanding>
  /** The run that each vehicle says it is on. */
  runOf: Map<string, TripRun>
}

/**
 * Takes the fixes of one cycle: the stop visits they tell of, in the order of departure, and how each vehicle stands.
 * A visit is told once. `runOf` finds the run that a fix is on, `pathOf` where its trip goes.
 */
export function matchFixes(
  matcher: Matcher,
  fixes: readonly VehicleFix[],
  nowS: number,
  runOf: (fix: VehicleFix) => TripRun | undefined,
  pathOf: (run: TripRun) => TripPath,
): Matched {
  const visits: StopVisit[] = []
  const standing = new Map<string, VehicleStanding>()
  const said = new Map<string, TripRun>()
  for (const fix of fixes) {
    const run = fix.tripId === null ? undefined : runOf(fix)
    if (run) said.set(fix.vehicleId, run)
    standing.set(fix.vehicleId, matchFix(matcher, fix, nowS, run, pathOf, visits))
  }
  visits.sort((a, b) => a.departedS - b.departedS || a.place - b.place)
  return { visits, standing, runOf: said }
}

function matchFix(
  matcher: Matcher,
  fix: VehicleFix,
  nowS: number,
  run: TripRun | undefined,
  pathOf: (run: TripRun) => TripPath,
  visits: StopVisit[],
): VehicleStanding {
  if (nowS - fix.atS > stalest) return 'stale'
  if (fix.tripId === null) return 'parked'
  if (!run) return 'unknownTrip'
  const followed = matcher.vehicles.get(fix.vehicleId)
  if (followed?.current.run.key === run.key) {
    followed.current.run = run
    followed.candidate = null
    return follow(matcher, followed.current, fix, nowS, visits)
  }
  if (!followed) {
    const tracker = startTracker(run, pathOf(run), fix)
    if (!tracker) return 'offRoute'
    matcher.vehicles.set(fix.vehicleId, { current: tracker, candidate: null })
    return seen(matcher, tracker, fix, nowS)
  }
  // Said once it may be a mistake; said twice the vehicle has changed its trip.
  const { candidate } = followed
  if (candidate?.tracker.run.key !== run.key) {
    const tracker = startTracker(run, pathOf(run), fix)
    followed.candidate = tracker ? { tracker, sinceS: fix.atS } : null
    return tracker ? 'followed' : 'offRoute'
  }
  if (fix.atS <= candidate.sinceS) return 'followed'
  if (owns(matcher, followed.current, fix, nowS))
    take(followed.current, finish(followed.current, candidate.sinceS), visits)
  release(matcher, followed.current, fix)
  matcher.vehicles.set(fix.vehicleId, { current: candidate.tracker, candidate: null })
  return follow(matcher, candidate.tracker, fix, nowS, visits)
}

function follow(
  matcher: Matcher,
  tracker: Tracker,
  fix: VehicleFix,
  nowS: number,
  visits: StopVisit[],
): VehicleStanding {
  if (fix.atS <= tracker.atS) return seen(matcher, tracker, fix, nowS)
  const crossings = advance(tracker, fix)
  if (typeof crossings === 'string') return crossings
  if (!owns(matcher, tracker, fix, nowS)) return 'doubled'
  take(tracker, crossings, visits)
  return seen(matcher, tracker, fix, nowS)
}

/** A vehicle that is on its trip; one that waits at the first stop has not begun it. */
function seen(matcher: Matcher, tracker: Tracker, fix: VehicleFix, nowS: number): VehicleStanding {
  if (!owns(matcher, tracker, fix, nowS)) return 'doubled'
  tracker.run.vehicle = { id: fix.vehicleId, label: fix.label }
  const { passed } = tracker.location
  // Where it was first seen, what lies behind is past, though nobody knows since when.
  if (passed > tracker.run.reached) tracker.run.reached = passed
  return passed < 0 ? 'parked' : 'followed'
}

/** A trip has one vehicle: the first that was seen on it, until it is not heard of any more or goes elsewhere. */
function owns(matcher: Matcher, tracker: Tracker, fix: VehicleFix, nowS: number): boolean {
  const { key } = tracker.run
  const owner = matcher.ownerOf.get(key)
  if (owner === undefined || owner === fix.vehicleId || isGone(matcher, owner, key, nowS)) {
    matcher.ownerOf.set(key, fix.vehicleId)
    return true
  }
  return false
}

function isGone(matcher: Matcher, vehicleId: string, key: string, nowS: number): boolean {
  const other = matcher.vehicles.get(vehicleId)?.current
  return !other || other.run.key !== key || nowS - other.atS > stalest
}

function release(matcher: Matcher, tracker: Tracker, fix: VehicleFix): void {
  if (matcher.ownerOf.get(tracker.run.key) === fix.vehicleId) matcher.ownerOf.delete(tracker.run.key)
}

function take(tracker: Tracker, crossings: readonly Crossing[], visits: StopVisit[]): void {
  const { run } = tracker
  for (const { place, arrivedS, departedS } of crossings) {
    if (place <= run.reached && !Number.isNaN(run.departedS[place]!)) continue
    if (Number.isNaN(run.arrivedS[place]!)) run.arrivedS[place] = arrivedS
    if (Number.isNaN(departedS)) continue
    const delay = departedS - scheduledDeparture(run, place)
    run.reached = Math.max(run.reached, place)
    const before = place > 0 ? run.departedS[place - 1]! : Number.NaN
    if (delay < believable.least || delay > believable.most || departedS < before) continue
    run.departedS[place] = departedS
    visits.push({ run, place, arrivedS: run.arrivedS[place]!, departedS })
  }
}

/** Forgets vehicles that have not been heard of for an hour. */
export function forgetVehicles(matcher: Matcher, nowS: number): void {
  for (const [vehicleId, { current }] of matcher.vehicles) {
    if (nowS - current.atS < 3600) continue
    matcher.vehicles.delete(vehicleId)
    if (matcher.ownerOf.get(current.run.key) === vehicleId) matcher.ownerOf.delete(current.run.key)
  }
}
