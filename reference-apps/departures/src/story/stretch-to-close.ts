import { isOnStretch } from '../city/conditions/stretch.ts'
import type { City } from '../city/network.ts'
import type { Stretch } from '../city/scenario.ts'

/** Stops behind a stretch at which its delays are still felt most. */
const feltBehind = 8

/** How many route × direction × stop keys lie on the stretch, and how many a little behind it. */
export function touchedKeys({ routes }: City, stretch: Stretch): { on: number; behind: number } {
  let on = 0
  let behind = 0
  for (const { stops } of routes.flatMap(({ patterns }) => patterns)) {
    let since = feltBehind
    for (const { stop } of stops) {
      if (isOnStretch(stop, stretch)) {
        on++
        since = 0
      } else if (since++ < feltBehind) behind++
    }
  }
  return { on, behind }
}

/** In a city of few stops a road is closed all the same. */
const mostOfFew = 24

/** The stretch, so many ways long, with the most keys on it; those behind it included, at most this share of all. */
export function stretchToClose(city: City, ways: number, mostShare: number): Stretch {
  const stops = city.routes.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.stops))
  const most = Math.max(mostOfFew, mostShare * stops.length)
  const starts = new Map<string, Stretch>()
  for (const { stop } of stops) {
    const { street, place } = stop
    starts.set(`${street}|${place}`, { street, from: place, to: place + ways })
  }
  let best: Stretch | undefined
  let bestKeys = 0
  for (const stretch of starts.values()) {
    const { on, behind } = touchedKeys(city, stretch)
    if (on + behind > most || on <= bestKeys) continue
    best = stretch
    bestKeys = on
  }
  if (!best) throw new Error('the city has no stretch that may be closed')
  return best
}
