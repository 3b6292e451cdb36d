import type { FeedEntity, Position } from '../feed.ts'
import { metresFromShape } from './metres-from-shape.ts'
import { isDropped, nameOf, placeOf, type RuleInput } from './rule-input.ts'
import { serviceArea } from './service-area.ts'

const mostSpeed = 26
const areaMarginM = 1609
const shapeMarginM = 200

/** E026–E029 E052 W002 W004: vehicles, where they are and how fast. */
export function checkVehicles(rules: RuleInput): void {
  const { feed, report } = rules
  const seen = new Set<string>()
  for (const entity of feed.entities) {
    const { tripUpdate, vehicle } = entity
    const place = placeOf(entity)
    if (tripUpdate && !tripUpdate.vehicle?.id && !isDropped(tripUpdate.trip)) {
      report('W002', place, `${nameOf(entity)} has no vehicle id`)
    }
    if (!vehicle) continue
    const id = vehicle.vehicle?.id
    if (!id) report('W002', place, `${nameOf(entity)} has no vehicle id`)
    else if (seen.has(id)) report('E052', place, `vehicle ${id} is in the feed more than once`)
    else seen.add(id)
    if (vehicle.position) checkPosition(rules, entity, vehicle.position)
  }
}

function checkPosition(rules: RuleInput, entity: FeedEntity, position: Position): void {
  const { report } = rules
  const { latitude, longitude, bearing, speed } = position
  const place = placeOf(entity)
  const name = nameOf(entity)
  if (speed !== undefined && (speed > mostSpeed || speed < 0)) {
    report('W004', place, `${name} drives at ${speed.toFixed(1)} m/s, not between 0 and ${mostSpeed}`)
  }
  if (bearing !== undefined && (bearing < 0 || bearing > 360)) {
    report('E027', place, `${name} has bearing ${bearing}, not between 0 and 360 degrees`)
  }
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    report('E026', place, `${name} is at ${latitude}, ${longitude}, which is no place`)
  } else if (!serviceArea(rules.schedule).holds({ lat: latitude, lon: longitude }, areaMarginM)) {
    report('E028', place, `${name} is at ${at(position)}, more than ${areaMarginM} m outside the area served`)
  } else checkShape(rules, entity, position)
}

function checkShape({ schedule, detours, report }: RuleInput, entity: FeedEntity, position: Position): void {
  const trip = schedule.trips.get(entity.vehicle?.trip?.tripId ?? '')
  const shape = schedule.shapes.get(trip?.shapeId ?? '')
  if (!trip || !shape || detours.trips.has(trip.id) || detours.routes.has(trip.routeId)) return
  const metres = metresFromShape(shape, { lat: position.latitude, lon: position.longitude })
  if (metres <= shapeMarginM) return
  const message = `${nameOf(entity)} is at ${at(position)}, ${Math.round(metres)} m from the shape of trip ${trip.id}`
  report('E029', placeOf(entity), message)
}

function at({ latitude, longitude }: Position): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
}
