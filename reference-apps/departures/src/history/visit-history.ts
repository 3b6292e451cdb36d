import { createIndex, findPlace, type NumberIndex, takePlace } from './number-index.ts'
/**
 * How late each scheduled visit (partition and scheduled time of day) was on the last days it ran. The same trip
 * runs at the same minute day after day, so this is the nearest relative a prediction has.
 */
export type VisitHistory = {
  index: NumberIndex
  /** Day number of each remembered run, 0 where the slot is empty; `runsKept` slots a visit. */
  days: Int32Array
  delays: Float32Array
  next: Uint8Array
}

/** How many runs of one scheduled visit are remembered. */
export const runsKept = 12

const timeSlots = 1 << 18

// A service day may begin before its own midnight.
const earliestTime = -50_000

/** An empty history. */
export function createVisitHistory(): VisitHistory {
  return {
    index: createIndex(),
    days: new Int32Array(1024 * runsKept),
    delays: new Float32Array(1024 * runsKept),
    next: new Uint8Array(1024),
  }
}

/** Where the history of a scheduled visit is kept, -1 when it has none; time of day in seconds. */
export function findVisit(history: VisitHistory, partition: number, timeOfDay: number): number {
  return findPlace(history.index, visitKey(partition, timeOfDay))
}

/** Remembers the delay (s) of one run, forgetting the oldest of more than `runsKept`. */
export function rememberVisit(
  history: VisitHistory,
  partition: number,
  timeOfDay: number,
  day: number,
  delay: number,
): void {
  const at = placeVisit(history, partition, timeOfDay)
  const slot = history.next[at] ?? 0
  history.days[at * runsKept + slot] = day
  history.delays[at * runsKept + slot] = delay
  history.next[at] = (slot + 1) % runsKept
}

/** Where the history of a scheduled visit is kept, made now if it has none. */
export function placeVisit(history: VisitHistory, partition: number, timeOfDay: number): number {
  const at = takePlace(history.index, visitKey(partition, timeOfDay))
  if (at >= history.next.length) grow(history)
  return at
}

/** The partition and time of day (s) a key of `index` stands for. */
export function fromVisitKey(key: number): { partition: number; timeOfDay: number } {
  return { partition: Math.floor(key / timeSlots), timeOfDay: (key % timeSlots) + earliestTime }
}

function visitKey(partition: number, timeOfDay: number): number {
  return partition * timeSlots + Math.round(timeOfDay) - earliestTime
}

function grow(history: VisitHistory): void {
  const capacity = history.next.length * 2
  const { days, delays, next } = history
  history.days = new Int32Array(capacity * runsKept)
  history.days.set(days)
  history.delays = new Float32Array(capacity * runsKept)
  history.delays.set(delays)
  history.next = new Uint8Array(capacity)
  history.next.set(next)
}
