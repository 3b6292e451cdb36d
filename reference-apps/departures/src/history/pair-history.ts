import { createStatistics, growStatistics, observe, type RunningStatistics } from './running-statistics.ts'

/**
 * The delay gained between two visits of a trip (s), by partition pair: over all hours and by two-hour band of
 * working day or weekend. Pairs are (from partition, to partition); a pair from `noPartition` holds delays.
 */
export type PairHistory = {
  index: Map<number, number>
  size: number
  all: RunningStatistics
  banded: RunningStatistics
}

export const bandsPerPair = 24
const partitionSpan = 1 << 24

/** An empty history. */
export function createPairHistory(): PairHistory {
  return {
    index: new Map(),
    size: 0,
    all: createStatistics(1024),
    banded: createStatistics(1024 * bandsPerPair),
  }
}

/** Where the history of a pair is kept, -1 when it has none. */
export function findPair(history: PairHistory, from: number, to: number): number {
  return history.index.get((from + 1) * partitionSpan + to) ?? -1
}

/** The band of a scheduled local time of day (s) and weekday (0 is Monday). */
export function bandOf(timeOfDay: number, weekday: number): number {
  const twoHours = Math.floor((((timeOfDay % 86_400) + 86_400) % 86_400) / 7200)
  return weekday < 5 ? twoHours : 12 + twoHours
}

/** Takes the gain of one trip (s) into the history of a pair. */
export function rememberGain(
  history: PairHistory,
  from: number,
  to: number,
  band: number,
  gain: number,
): void {
  const key = (from + 1) * partitionSpan + to
  let at = history.index.get(key)
  if (at === undefined) {
    at = history.size++
    history.index.set(key, at)
    history.all = growStatistics(history.all, history.size)
    history.banded = growStatistics(history.banded, history.size * bandsPerPair)
  }
  observe(history.all, at, gain)
  observe(history.banded, at * bandsPerPair + band, gain)
}
