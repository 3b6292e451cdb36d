import { tripNamed } from '../gtfs/frequency-trips.ts'
import { runsOn, type Schedule, type ScheduleTrip } from '../gtfs/schedule.ts'
import { localDate, serviceDayStart } from '../gtfs/service-day-start.ts'
import type { Feed, FeedEntity, VehiclePosition } from '../realtime/feed.ts'
import { metresFromShape } from '../realtime/rules/metres-from-shape.ts'
import { type CheckSection, joinOf } from './check-section.ts'

const staleAfterS = 90
const offShapeM = 200
const dayS = 86_400

type Vehicle = {
  name: string
  vehicle: VehiclePosition
  tripId: string | undefined
  trip: ScheduleTrip | undefined
}

/** How vehicle positions join the schedule. */
export function checkVehicles(schedule: Schedule, feed: Feed): CheckSection {
  const now = feed.header.timestamp
  const vehicles = feed.entities.flatMap((entity) => vehicleOf(schedule, entity))
  const assigned = vehicles.filter(({ tripId }) => tripId !== undefined)
  const known = assigned.filter(({ trip }) => trip !== undefined)
  const atStop = vehicles.filter(({ vehicle }) => vehicle.stopId)
  const shaped = known.filter(
    ({ trip, vehicle }) => vehicle.position && schedule.shapes.has(trip?.shapeId ?? ''),
  )
  return {
    title: `vehicle positions of ${new Date(now * 1000).toISOString()}`,
    facts: [`${vehicles.length} vehicles`, ...versionFacts(schedule, feed)],
    joins: [
      joinOf(
        'vehicles are on a trip',
        vehicles,
        ({ tripId }) => tripId !== undefined,
        ({ name }) => name,
        'a vehicle without a trip_id is predicted nowhere; parked vehicles are like that',
      ),
      joinOf(
        'of these are on a trip of the schedule',
        assigned,
        ({ trip }) => trip !== undefined,
        ({ name, tripId }) => `${name} on ${tripId}`,
        'they get no predictions: the schedule is of another version, or names trips otherwise',
      ),
      joinOf(
        'of these are on a trip that runs today',
        known,
        (vehicle) => serviceDate(schedule, vehicle, now) !== undefined,
        ({ name, tripId }) => `${name} on ${tripId}`,
        'their scheduled times are unknown: the dates of the schedule do not hold for them',
      ),
      joinOf(
        'vehicles with a stop name one of the schedule',
        atStop,
        ({ vehicle }) => schedule.stops.has(vehicle.stopId ?? ''),
        ({ name, vehicle }) => `${name} at ${vehicle.stopId}`,
        'where they are is taken from their position alone',
      ),
      joinOf(
        `vehicles are within ${offShapeM} m of their shape`,
        shaped,
        (vehicle) => metresOff(schedule, vehicle) <= offShapeM,
        (vehicle) =>
          `${vehicle.name} ${Math.round(metresOff(schedule, vehicle))} m from ${vehicle.trip?.shapeId}`,
        'a vehicle off its route gets no predictions until it is back',
      ),
      joinOf(
        `vehicles told where they are within ${staleAfterS} s`,
        vehicles,
        ({ vehicle }) => now - (vehicle.timestamp ?? now) <= staleAfterS,
        ({ name, vehicle }) => `${name} ${now - (vehicle.timestamp ?? now)} s ago`,
        'a stale vehicle gets no predictions',
      ),
    ],
  }
}

/** The service date on which a vehicle's trip runs: what the feed says, else the one whose times are nearest to now. */
function serviceDate(schedule: Schedule, { trip, vehicle }: Vehicle, now: number): string | undefined {
  if (!trip) return undefined
  const told = vehicle.trip?.startDate?.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  if (told !== undefined) return runsOn(schedule, trip.serviceId, told) ? told : undefined
  const dates = [-dayS, 0, dayS].map((shift) => localDate(schedule, now + shift))
  const middle = ((trip.stops[0]?.departureS ?? 0) + (trip.stops.at(-1)?.arrivalS ?? 0)) / 2
  const distance = (date: string) => Math.abs(serviceDayStart(schedule, date) + middle - now)
  const running = dates.filter((date) => runsOn(schedule, trip.serviceId, date) && distance(date) < dayS / 2)
  return running.sort((a, b) => distance(a) - distance(b))[0]
}

function vehicleOf(schedule: Schedule, { id, vehicle }: FeedEntity): Vehicle[] {
  if (!vehicle) return []
  const tripId = vehicle.trip?.tripId || undefined
  const name = `vehicle ${vehicle.vehicle?.id || vehicle.vehicle?.label || id}`
  const trip = tripId === undefined ? undefined : tripNamed(schedule, tripId, vehicle.trip?.startTime)
  return [{ name, vehicle, tripId, trip }]
}

function metresOff(schedule: Schedule, { trip, vehicle: { position } }: Vehicle): number {
  const shape = schedule.shapes.get(trip?.shapeId ?? '') ?? []
  return position ? metresFromShape(shape, { lat: position.latitude, lon: position.longitude }) : 0
}

function versionFacts({ feedVersion }: Schedule, { header }: Feed): string[] {
  if (!header.feedVersion || feedVersion === null || header.feedVersion === feedVersion) return []
  return [`made for schedule version ${header.feedVersion}; the schedule has version ${feedVersion}`]
}
