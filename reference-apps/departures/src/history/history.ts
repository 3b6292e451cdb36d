import { createPairHistory, type PairHistory } from './pair-history.ts'
import { createVisitHistory, type VisitHistory } from './visit-history.ts'

/** What service days have taught, all that predictions of a later day know of them. */
export type History = {
  visits: VisitHistory
  pairs: PairHistory
  /** Travel times (s) between consecutive stops of trips without a schedule. */
  travels: PairHistory
  /** The last service date learned; null before the first. */
  through: string | null
}

/** A history that has not learned anything. */
export function createHistory(): History {
  return {
    visits: createVisitHistory(),
    pairs: createPairHistory(),
    travels: createPairHistory(),
    through: null,
  }
}
