import { slotS, slots } from '../demand-profile.ts'
import { randomStream } from '../random-stream.ts'

/** Congestion of the corridors of a day: for each, in slots of five minutes, the factor by which it is stronger than usual. */
export type Traffic = (corridor: string) => Float64Array

/** A day's traffic: what the day, the city and the corridor add, each by its own wander; corridors when first asked. */
export function createTraffic(seed: number, day: number): Traffic {
  const dayEffect = 0.22 * randomStream(seed, 'day', day).normal()
  const cityState = wander(seed, `city|${day}`, 3 * 3600, 0.25)
  const corridors = new Map<string, Float64Array>()
  return (corridor) => {
    const known = corridors.get(corridor)
    if (known) return known
    const own = wander(seed, `corridor|${corridor}|${day}`, 45 * 60, 0.38)
    const states = own.map((state, slot) => Math.exp(dayEffect + (cityState[slot] as number) + state))
    corridors.set(corridor, states)
    return states
  }
}

/** The mean of the factor over all days: that of a log-normal with the three variances. */
export const meanTraffic = Math.exp((0.22 ** 2 + 0.25 ** 2 + 0.38 ** 2) / 2)

/** An Ornstein-Uhlenbeck path in slots: correlation time in seconds, standard deviation. */
function wander(seed: number, label: string, correlationS: number, deviation: number): Float64Array {
  const random = randomStream(seed, label)
  const keep = Math.exp(-slotS / correlationS)
  const kick = deviation * Math.sqrt(1 - keep * keep)
  const path = new Float64Array(slots)
  let state = deviation * random.normal()
  for (let slot = 0; slot < slots; slot++) {
    path[slot] = state
    state = keep * state + kick * random.normal()
  }
  return path
}
