import { isOnStretch } from './conditions/stretch.ts'
import { type City, type CityPlan, createCity } from './network.ts'
import type { Scenario, Stretch } from './scenario.ts'

/** Places of a street that the works take up. */
const stretchPlaces = 9
/** Stops behind the stretch at which its delays are still felt. */
const feltBehind = 8

/** What the story of a city shows: a road closed for good from a service date on. */
export function storyScenarios(plan: CityPlan, detourFrom: string): Scenario[] {
  return [{ kind: 'detour', from: detourFrom, stretch: busiestStretch(createCity(plan)) }]
}

/** How many route × direction × stop keys a detour on the stretch touches: on it, and a little behind it. */
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

/** The stretch with the most keys, those behind it included, up to an eighth of the city's. */
function busiestStretch(city: City): Stretch {
  const stops = city.routes.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.stops))
  const most = Math.max(12, stops.length / 8)
  const starts = new Map<string, Stretch>()
  for (const { stop } of stops) {
    const { street, place } = stop
    starts.set(`${street}|${place}`, { street, from: place, to: place + stretchPlaces })
  }
  let best: Stretch | undefined
  let bestKeys = 0
  for (const stretch of starts.values()) {
    const { on, behind } = touchedKeys(city, stretch)
    if (on + behind > most || on <= bestKeys) continue
    best = stretch
    bestKeys = on
  }
  if (!best) throw new Error('a city without streets has no stretch to close')
  return best
}
