import { createIndex, findPlace, type NumberIndex, takePlace } from './number-index.ts'
import { createStatistics, growStatistics, observe, type RunningStatistics } from './running-statistics.ts'

/**
 * The delay gained between two visits of a trip (s), by partition pair: over all hours and by two-hour band of
 * working day or weekend. Pairs are (from partition, to partition); a pair from −1 holds delays.
 */
export type PairHistory = {
  index: NumberIndex
  /** Where the pairs of each pattern are kept, filled as they are looked up (see `pairOfTrip`). */
  patterns: Int32Array[]
  all: RunningStatistics
  banded: RunningStatistics
}

export const bandsPerPair = 24
const partitionSpan = 1 << 24

/** An empty history. */
export function createPairHistory(): PairHistory {
  return {
    index: createIndex(),
    patterns: [],
    all: createStatistics(1024),
    banded: createStatistics(1024 * bandsPerPair),
  }
}

/** Where the history of a pair is kept, -1 when it has none. */
export function findPair(history: PairHistory, from: number, to: number): number {
  return findPlace(history.index, pairKey(from, to))
}

/**
 * Where the history of visits `from` (-1 before the first) and `to` of a trip's pattern is kept, counted from the trip's
 * first visit; -1 when it has none.
 */
export function pairOfTrip(history: PairHistory, trip: TripPartitions, from: number, to: number): number {
  const places = placesOf(history, trip)
  const cell = (from + 1) * trip.partitions.length + to
  if (places[cell]! < 0) places[cell] = findPair(history, partitionAt(trip, from), trip.partitions[to]!)
  return places[cell]!
}

/** A trip's pattern and the partitions it goes through. */
export type TripPartitions = { pattern: number; partitions: Int32Array }

/** Takes the gain (s) of one trip between two of its visits, counted as in `pairOfTrip`. */
export function rememberGainOfTrip(
  history: PairHistory,
  trip: TripPartitions,
  from: number,
  to: number,
  band: number,
  gain: number,
): void {
  const places = placesOf(history, trip)
  const cell = (from + 1) * trip.partitions.length + to
  if (places[cell]! < 0) {
    places[cell] = placePair(history, pairKey(partitionAt(trip, from), trip.partitions[to]!))
  }
  observe(history.all, places[cell]!, gain)
  observe(history.banded, places[cell]! * bandsPerPair + band, gain)
}

function placesOf(history: PairHistory, { pattern, partitions }: TripPartitions): Int32Array {
  const known = history.patterns[pattern]
  if (known) return known
  const places = new Int32Array((partitions.length + 1) * partitions.length).fill(-1)
  history.patterns[pattern] = places
  return places
}

function partitionAt({ partitions }: TripPartitions, place: number): number {
  return place < 0 ? -1 : partitions[place]!
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
  const at = placePair(history, pairKey(from, to))
  observe(history.all, at, gain)
  observe(history.banded, at * bandsPerPair + band, gain)
}

/** The key of a pair of partitions; `from` is −1 before the first stop. */
export function pairKey(from: number, to: number): number {
  return (from + 1) * partitionSpan + to
}

/** The pair a key stands for. */
export function fromKey(key: number): { from: number; to: number } {
  return { from: Math.floor(key / partitionSpan) - 1, to: key % partitionSpan }
}

/** Where the history of a pair is kept, made now if it has none. */
export function placePair(history: PairHistory, key: number): number {
  const at = takePlace(history.index, key)
  history.all = growStatistics(history.all, at + 1)
  history.banded = growStatistics(history.banded, (at + 1) * bandsPerPair)
  return at
}
