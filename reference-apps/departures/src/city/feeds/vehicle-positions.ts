import type { Feed, FeedEntity, TripDescriptor, VehiclePosition } from '../../realtime/feed.ts'
import type { Pings } from '../run/pings.ts'
import type { BlockRun, TripRun } from '../run/route-run.ts'
import { clockOffset } from '../run/run-day.ts'
import type { PatternStop } from '../streets/pattern.ts'
import { feedHeader } from './feed-header.ts'
import type { LiveDay } from './live-day.ts'
import { placeOnWay } from './place-on-way.ts'
import { isOffRoute, reportedUntil } from './report-faults.ts'

/** Seconds before its first trip and after its last that a vehicle is on the air. */
const onAirS = 600

/** Where every vehicle of the city last reported to be, at a moment (epoch seconds). */
export function vehiclePositions(days: readonly LiveDay[], nowS: number): Feed {
  const entities = days.flatMap((day) =>
    day.schedule.routes.flatMap((route) => {
      const offsetS = clockOffset(day.cityDay, route)
      return day.routeRun(route).blocks.flatMap((block) => vehicleEntity(day, block, nowS, offsetS) ?? [])
    }),
  )
  return { header: feedHeader(days, nowS), entities: distinct(entities) }
}

/** In the small hours a vehicle may still be on the air for yesterday; the later report stands. */
function distinct(entities: FeedEntity[]): FeedEntity[] {
  return [...new Map(entities.map((entity) => [entity.id, entity])).values()]
}

function vehicleEntity(day: LiveDay, block: BlockRun, nowS: number, offsetS: number): FeedEntity | undefined {
  const now = nowS - day.cityDay.startS
  const seen = reportedUntil(day, block, now)
  const vehicle = positionOf(day, block, seen)
  if (!vehicle) return undefined
  const timestamp = Math.floor(day.cityDay.startS + (vehicle.timestamp ?? 0) + offsetS)
  return {
    id: block.vehicle,
    vehicle: { ...vehicle, timestamp, vehicle: { id: block.vehicle, label: block.vehicle } },
  }
}

/** The last report up to a moment of the service day; its time is seconds since the day began. */
function positionOf(day: LiveDay, { vehicle, trips }: BlockRun, at: number): VehiclePosition | undefined {
  const first = trips[0] as TripRun
  if (at < (first.departures[0] as number) - onAirS) return undefined
  const running = trips.findLast((run) => (run.arrivals[0] as number) <= at)
  if (running) {
    const end = running.departures[running.driven - 1] as number
    if (at <= end + 30) {
      const pings = day.pings(running)
      const index = lastPing(pings, at)
      if (index >= 0) return onTrip(day, running, pings, index, isOffRoute(day, vehicle, at))
    }
    if (running === trips.at(-1) && at > end + onAirS) return undefined
    return parked(running.trip.pattern.stops[running.driven - 1] as PatternStop, at)
  }
  return parked(first.trip.pattern.stops[0] as PatternStop, at)
}

function parked({ stop }: PatternStop, at: number): VehiclePosition {
  const timestamp = at - (at % 30)
  return { position: { latitude: stop.lat + 0.0002, longitude: stop.lon + 0.0002, speed: 0 }, timestamp }
}

function onTrip(day: LiveDay, run: TripRun, pings: Pings, index: number, offRoute: boolean): VehiclePosition {
  const { stops } = run.trip.pattern
  const distance = Math.max(0, pings.distances[index] as number)
  const at = pings.times[index] as number
  const ahead = run.departures.findIndex((departure) => departure >= at)
  const place = Math.min(ahead < 0 ? stops.length - 1 : ahead, run.driven - 1)
  const next = stops[place] as PatternStop
  const { latitude, longitude, bearing } = placeOnWay(stops, distance, index, offRoute)
  const speed = speedAt(pings, index)
  const isStopped = at >= (run.arrivals[place] as number)
  return {
    trip: tripDescriptor(day, run),
    position: { latitude, longitude, bearing, speed, odometer: Math.round(distance) },
    currentStopSequence: place + 1,
    stopId: next.stop.id,
    currentStatus: isStopped ? 'STOPPED_AT' : 'IN_TRANSIT_TO',
    timestamp: at,
  }
}

/** The trip as its vehicle tells it. */
export function tripDescriptor(day: LiveDay, { reported, relationship }: TripRun): TripDescriptor {
  const { pattern } = reported
  return {
    tripId: reported.id,
    routeId: pattern.routeId,
    directionId: pattern.direction,
    startDate: day.cityDay.date.replaceAll('-', ''),
    scheduleRelationship:
      relationship === 'Added' ? 'ADDED' : relationship === 'Canceled' ? 'CANCELED' : 'SCHEDULED',
  }
}

function lastPing({ times, count }: Pings, at: number): number {
  let index = count - 1
  while (index >= 0 && (times[index] as number) > at) index--
  return index
}

function speedAt({ times, distances }: Pings, index: number): number {
  if (index === 0) return 0
  const moved = (distances[index] as number) - (distances[index - 1] as number)
  const speed = moved / ((times[index] as number) - (times[index - 1] as number))
  return Math.round(Math.min(25, Math.max(0, speed)) * 10) / 10
}
