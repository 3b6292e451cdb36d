import type { Stretch } from '../scenario.ts'
import type { CityStop } from '../streets/city-stop.ts'

/** Whether the way to this stop lies on the stretch. */
export function isOnStretch(stop: CityStop, stretch: Stretch): boolean {
  if (stop.street !== stretch.street) return false
  const before = stop.place + (stop.heading === 'N' || stop.heading === 'E' ? -1 : 1)
  const low = Math.min(stretch.from, stretch.to)
  const high = Math.max(stretch.from, stretch.to)
  return Math.min(stop.place, before) >= low && Math.max(stop.place, before) <= high
}

/** Whether a detour closes the stop: the second and the last but one of the stretch, in each direction. */
export function isClosed(stop: CityStop, stretch: Stretch): boolean {
  if (!isOnStretch(stop, stretch)) return false
  const low = Math.min(stretch.from, stretch.to)
  const high = Math.max(stretch.from, stretch.to)
  return stop.place === low + 2 || stop.place === high - 2
}
