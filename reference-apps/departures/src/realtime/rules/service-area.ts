import type { Place } from '../../gtfs/great-circle.ts'
import type { Schedule } from '../../gtfs/schedule.ts'

const metresPerDegree = 111_195

export type ServiceArea = { holds(place: Place, marginM: number): boolean }

const areas = new WeakMap<Schedule, ServiceArea>()

/** The rectangle around all shapes of a schedule, or around its stops where it has no shapes. */
export function serviceArea(schedule: Schedule): ServiceArea {
  let area = areas.get(schedule)
  if (!area) {
    const shaped = schedule.shapes.size > 0
    area = around(shaped ? [...schedule.shapes.values()].flat() : schedule.stops.values())
    areas.set(schedule, area)
  }
  return area
}

function around(places: Iterable<Place>): ServiceArea {
  let [south, west, north, east] = [90, 180, -90, -180]
  for (const { lat, lon } of places) {
    if (Number.isNaN(lat) || Number.isNaN(lon)) continue
    south = Math.min(south, lat)
    north = Math.max(north, lat)
    west = Math.min(west, lon)
    east = Math.max(east, lon)
  }
  return {
    holds({ lat, lon }, marginM) {
      const up = marginM / metresPerDegree
      const across = up / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
      return lat >= south - up && lat <= north + up && lon >= west - across && lon <= east + across
    },
  }
}
