import { randomStream } from '../random-stream.ts'
import type { BlockRun } from '../run/route-run.ts'
import type { LiveDay } from './live-day.ts'

const spellS = 1200
const silentShare = 0.006
const offRouteShare = 0.004

/** The moment up to which a vehicle's reports have come: now, or when its radio fell silent. */
export function reportedUntil({ city, day }: LiveDay, { vehicle }: BlockRun, now: number): number {
  const spell = Math.floor(now / spellS)
  const isSilent = randomStream(city.seed, 'silent', vehicle, day, spell).uniform() < silentShare
  return isSilent ? spell * spellS : now
}

/** Whether a vehicle has left its route for a while. */
export function isOffRoute({ city, day }: LiveDay, vehicle: string, at: number): boolean {
  const spell = Math.floor(at / spellS)
  return randomStream(city.seed, 'off-route', vehicle, day, spell).uniform() < offRouteShare
}
