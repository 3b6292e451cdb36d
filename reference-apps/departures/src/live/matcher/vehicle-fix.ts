import type { Feed } from '../../realtime/feed.ts'

/** Where a vehicle said it was, and on which trip. Time in epoch seconds. */
export type VehicleFix = {
  vehicleId: string
  label: string | null
  tripId: string | null
  startDate: string | null
  lat: number
  lon: number
  atS: number
  stopSequence: number | null
  stopId: string | null
  status: 'INCOMING_AT' | 'STOPPED_AT' | 'IN_TRANSIT_TO'
}

/**
 * The vehicles of a feed, each with its newest position; where a position has no time of its own, it is of the time of
 * the feed. A vehicle without an id is known by its trip, or by its place in the feed.
 */
export function vehicleFixes(feed: Feed, nowS: number): VehicleFix[] {
  const newest = new Map<string, VehicleFix>()
  for (const entity of feed.entities) {
    const { vehicle: said } = entity
    const position = said?.position
    if (!said || !position || !isOnGlobe(position.latitude, position.longitude)) continue
    const tripId = said.trip?.tripId || null
    const vehicleId = said.vehicle?.id || said.vehicle?.label || tripId || entity.id
    const fix: VehicleFix = {
      vehicleId,
      label: said.vehicle?.label || null,
      tripId,
      startDate: isoDate(said.trip?.startDate),
      lat: position.latitude,
      lon: position.longitude,
      atS: said.timestamp || nowS,
      stopSequence: said.currentStopSequence ?? null,
      stopId: said.stopId || null,
      status: statusOf(said.currentStatus),
    }
    const known = newest.get(vehicleId)
    if (!known || known.atS <= fix.atS) newest.set(vehicleId, fix)
  }
  return [...newest.values()]
}

// A position of exactly 0, 0 is a receiver that has not found itself.
function isOnGlobe(lat: number, lon: number): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0)
}

function isoDate(date: string | undefined): string | null {
  return date && /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : null
}

function statusOf(status: unknown): VehicleFix['status'] {
  return status === 'STOPPED_AT' || status === 'INCOMING_AT' ? status : 'IN_TRANSIT_TO'
}
