import type { City } from '../city/network.ts'
import type { Stretch } from '../city/scenario.ts'

/** The stretch of a street, so many ways long, on which most vehicles run in an hour, both ways together. */
export function busiestStretch(city: City, ways: number): Stretch {
  const vehicles = new Map<string, Map<number, number>>()
  for (const { patterns, headwayMinutes } of city.routes) {
    for (const { stop } of patterns.flatMap((pattern) => pattern.stops.slice(1))) {
      const onStreet = vehicles.get(stop.street) ?? new Map<number, number>()
      // The way to a stop begins at the place before it, as its vehicles run.
      const low = stop.heading === 'N' || stop.heading === 'E' ? stop.place - 1 : stop.place
      onStreet.set(low, (onStreet.get(low) ?? 0) + 60 / headwayMinutes)
      vehicles.set(stop.street, onStreet)
    }
  }
  const stretches = [...vehicles].flatMap(([street, onStreet]) =>
    [...onStreet.keys()].map((from) => {
      const counts = Array.from({ length: ways }, (_, way) => onStreet.get(from + way) ?? 0)
      return { street, from, to: from + ways, vehicles: counts.reduce((sum, count) => sum + count, 0) }
    }),
  )
  const [busiest] = stretches.toSorted(
    (a, b) => b.vehicles - a.vehicles || a.street.localeCompare(b.street) || a.from - b.from,
  )
  if (!busiest) throw new Error('a city without routes has no busy street')
  const { street, from, to } = busiest
  return { street, from, to }
}
