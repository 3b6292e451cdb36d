import type { LiveState } from './live-state.ts'
import type { VehicleStanding } from './matcher/matcher.ts'

export type Phase = 'waiting for an archive' | 'learning' | 'waiting for a model' | 'live'

/** What learning says of itself. */
export type LearningStatus = {
  phase: Phase
  champion: string | null
  /** The last service date that was learned. */
  caughtUpThrough: string | null
  /** Ended days that may be learned from. */
  daysKnown: number
  /** How far reading new days of the archive is; null when nothing is read. */
  reading: { done: number; total: number } | null
}

/** What the process does and what is wrong, for `GET /status`; `daysRecorded` service dates were watched, today among them. */
export function statusOf(state: LiveState, learning: LearningStatus, daysRecorded: number) {
  const count = (...standings: VehicleStanding[]) =>
    [...state.standing.values()].filter((standing) => standings.includes(standing)).length
  const { published } = state
  return {
    phase: learning.phase,
    now: state.nowS > 0 ? iso(state.nowS) : null,
    champion: learning.champion,
    answeredBy: state.version,
    vehicles: {
      seen: state.standing.size,
      predicted: count('followed'),
      stale: count('stale'),
      offRoute: count('offRoute', 'backwards'),
      parked: count('parked'),
      unknownTrip: count('unknownTrip'),
      doubled: count('doubled'),
    },
    feed: {
      trips: published?.trips ?? 0,
      stopTimes: published?.stopTimes ?? 0,
      publishedAt: published ? iso(published.timestamp) : null,
    },
    caughtUpThrough: learning.caughtUpThrough,
    reading: learning.reading,
    daysKnown: learning.daysKnown,
    daysRecorded,
    visitsRecorded: state.visitsRecorded,
    predictions: state.predicted,
    outcomesTold: state.outcomesTold,
    problems: state.problems.lines(),
  }
}

function iso(atS: number): string {
  return new Date(atS * 1000).toISOString()
}
