/** How long to wait between two readings, so that the feeds' time does not run away. */
export type Pace = {
  /** Takes the time of a feed that was read (epoch s). */
  saw: (feedS: number) => void
  /** Milliseconds to wait. */
  waitMs: () => number
}

const shortestMs = 250

/**
 * Readings `everyS` seconds of the feeds' time apart: more often where their time runs faster than the world's, and never
 * less often than that by the wall clock.
 */
export function createPace(everyS: number, nowMs: () => number): Pace {
  let last: { feedS: number; atMs: number } | undefined
  let rate = 1
  return {
    saw(feedS) {
      const atMs = nowMs()
      if (last && atMs > last.atMs) {
        const seen = ((feedS - last.feedS) * 1000) / (atMs - last.atMs)
        // A jump of the clock says nothing of how fast it runs.
        if (seen >= 0 && seen < 10_000) rate += 0.5 * (seen - rate)
      }
      last = { feedS, atMs }
    },
    waitMs: () => Math.max(shortestMs, (everyS * 1000) / Math.max(1, rate)),
  }
}
