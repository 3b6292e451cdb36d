import { DomainError } from '@headway/kit/errors'
import type { SavedClock } from './city-state.ts'

const fastest = 3600

/** The city's time, which runs at a multiple of ours. */
export type CityClock = {
  nowMs(): number
  speed(): number
  advanceToMs(): number | null
  /** INVALID_ARGUMENT when it is below 0 or above 3600. */
  setSpeed(speed: number): void
  /** Where to go when everything before it is archived; INVALID_ARGUMENT when the clock is past it. */
  planAdvance(toMs: number): void
  /** Goes where it was planned to go. */
  advance(): void
  saved(): SavedClock
}

/** A clock that goes on from where it was saved; `elapsedMs` counts milliseconds of our time. */
export function createCityClock(saved: SavedClock, elapsedMs: () => number): CityClock {
  let { speed, advanceToMs } = saved
  let baseMs = saved.nowMs
  let since = elapsedMs()
  const nowMs = () => baseMs + (elapsedMs() - since) * speed
  const rebase = (ms: number) => {
    baseMs = ms
    since = elapsedMs()
  }
  return {
    nowMs,
    speed: () => speed,
    advanceToMs: () => advanceToMs,
    setSpeed: (wanted) => {
      if (!(wanted >= 0 && wanted <= fastest)) {
        throw new DomainError('INVALID_ARGUMENT', `the city's clock cannot run at speed ${wanted}`, {
          field: 'speed',
          value: wanted,
          expected: `a number from 0 to ${fastest}`,
        })
      }
      rebase(nowMs())
      speed = wanted
    },
    planAdvance: (toMs) => {
      const least = Math.max(nowMs(), advanceToMs ?? 0)
      if (!(toMs >= least)) {
        throw new DomainError('INVALID_ARGUMENT', "the city's clock never goes back", {
          field: 'advanceTo',
          value: Number.isNaN(toMs) ? 'no time' : new Date(toMs).toISOString(),
          expected: `a time from ${new Date(least).toISOString()} on`,
        })
      }
      advanceToMs = toMs
    },
    advance: () => {
      if (advanceToMs !== null) rebase(Math.max(nowMs(), advanceToMs))
      advanceToMs = null
    },
    saved: () => ({ nowMs: Math.floor(nowMs()), speed, advanceToMs }),
  }
}
