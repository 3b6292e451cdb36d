import type { Schedule } from '../../gtfs/schedule.ts'
import type { Feed } from '../feed.ts'
import { isDropped, type RuleInput } from './rule-input.ts'

type Pair = { entity: string; tripId: string | undefined; vehicleId: string | undefined }

/** E047 W003: trip updates and vehicle positions name the same pairs of trip and vehicle. */
export function checkPairing(rules: RuleInput, vehiclePositions: Feed): void {
  const updates = updatePairs(rules.feed)
  const vehicles = vehiclePairs(vehiclePositions)
  if (updates.length === 0 || vehicles.length === 0) return
  const updateByTrip = new Map(updates.map((pair) => [pair.tripId, pair]))
  const updateByVehicle = new Map(updates.map((pair) => [pair.vehicleId, pair]))
  const vehicleByTrip = new Map(vehicles.map((pair) => [pair.tripId, pair]))
  const vehicleById = new Map(vehicles.map((pair) => [pair.vehicleId, pair]))
  for (const update of updates) {
    const vehicle = vehicleByTrip.get(update.tripId)
    if (!vehicle) missing(rules, update, `trip ${update.tripId} has a trip update but no vehicle position`)
    else if (update.vehicleId && vehicle.vehicleId !== update.vehicleId) mismatch(rules, update, vehicle)
    if (update.vehicleId && !vehicleById.has(update.vehicleId)) {
      missing(rules, update, `vehicle ${update.vehicleId} has a trip update but no vehicle position`)
    }
  }
  for (const vehicle of vehicles) {
    if (vehicle.tripId && !updateByTrip.has(vehicle.tripId)) {
      missing(rules, vehicle, `trip ${vehicle.tripId} has a vehicle position but no trip update`)
    }
    const update = updateByVehicle.get(vehicle.vehicleId)
    if (!update || !vehicle.tripId || update.tripId === vehicle.tripId) continue
    if (!areOfOneBlock(rules.schedule, update.tripId, vehicle.tripId)) mismatch(rules, update, vehicle)
  }
}

function updatePairs({ entities }: Feed): Pair[] {
  return entities.flatMap(({ id, tripUpdate }) => {
    const tripId = tripUpdate?.trip.tripId
    if (!tripUpdate || !tripId || isDropped(tripUpdate.trip)) return []
    return [{ entity: id, tripId, vehicleId: tripUpdate.vehicle?.id || undefined }]
  })
}

function vehiclePairs({ entities }: Feed): Pair[] {
  return entities.flatMap(({ id, vehicle }) => {
    const vehicleId = vehicle?.vehicle?.id
    return vehicleId ? [{ entity: id, tripId: vehicle.trip?.tripId || undefined, vehicleId }] : []
  })
}

/** A vehicle's next trip, told ahead, is of the block that it drives. */
function areOfOneBlock(schedule: Schedule, one: string | undefined, other: string): boolean {
  const block = schedule.trips.get(one ?? '')?.blockId
  return block != null && block === schedule.trips.get(other)?.blockId
}

function missing({ report }: RuleInput, pair: Pair, message: string): void {
  report('W003', pair, message)
}

function mismatch({ report }: RuleInput, update: Pair, vehicle: Pair): void {
  const message =
    `trip ${update.tripId} has vehicle ${update.vehicleId} among the trip updates, ` +
    `trip ${vehicle.tripId} vehicle ${vehicle.vehicleId} among the positions`
  report('E047', update, message)
}
