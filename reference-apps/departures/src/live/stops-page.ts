import { DomainError } from '@headway/kit/errors'
import { pageOfArray } from '@headway/kit/pagination'
import type { Stop } from '../gtfs/schedule.ts'

type StopsArgs = {
  first?: number | null
  after?: string | null
  near?: { lat: number; lon: number } | null
}

/** Stops by id, or by their distance from a point; only places where vehicles stop. */
export function stopsPage(all: readonly Stop[], { near, ...page }: StopsArgs) {
  const stops = all.filter(({ locationType }) => locationType === 0)
  if (!near) {
    stops.sort((a, b) => (a.id < b.id ? -1 : 1))
    return pageOfArray(stops, page, ({ id }) => id)
  }
  if (!(Math.abs(near.lat) <= 90 && Math.abs(near.lon) <= 180)) {
    throw new DomainError('INVALID_ARGUMENT', 'near is no point on the globe', {
      field: 'near',
      value: near,
      expected: 'lat from -90 to 90, lon from -180 to 180',
    })
  }
  const shrink = Math.cos((near.lat * Math.PI) / 180)
  const away = (stop: Stop) => (stop.lat - near.lat) ** 2 + ((stop.lon - near.lon) * shrink) ** 2
  const placed = stops.filter(({ lat }) => !Number.isNaN(lat)).sort((a, b) => away(a) - away(b))
  return pageOfArray(placed, page, ({ id }) => id)
}
