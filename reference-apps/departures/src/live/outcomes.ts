import type { StopVisit } from './matcher/matcher.ts'
import { subjectId } from './predict-ahead.ts'
import type { TripRun } from './trip-run.ts'

/** What came true of predictions that were logged, as `outcome.observed` tells it. */
export type Outcome = { subjectId: string; observedAt: string; receivedAt: string; value: number }

/** When predictions of each place of each run were made (epoch s), as far as their outcomes are not known. */
export type Awaited = Map<string, Map<number, number[]>>

const mostAnEvent = 5000

/** Remembers that a prediction was logged. */
export function awaitOutcome(awaited: Awaited, run: TripRun, place: number, madeAtS: number): void {
  let places = awaited.get(run.key)
  if (!places) {
    places = new Map()
    awaited.set(run.key, places)
  }
  const known = places.get(place)
  if (!known) places.set(place, [madeAtS])
  else if (!known.includes(madeAtS)) known.push(madeAtS)
}

/** The outcomes that a departure gives: seconds from each prediction to the departure. They are awaited no more. */
export function outcomesOf(awaited: Awaited, { run, place, departedS }: StopVisit, nowS: number): Outcome[] {
  const places = awaited.get(run.key)
  const madeAt = places?.get(place) ?? []
  places?.delete(place)
  return madeAt
    .filter((madeAtS) => departedS > madeAtS)
    .map((madeAtS) => ({
      subjectId: subjectId(run, place, madeAtS),
      observedAt: iso(departedS),
      receivedAt: iso(nowS),
      value: departedS - madeAtS,
    }))
}

/** Forgets the runs of which `isOver` says so. */
export function forgetAwaited(awaited: Awaited, isOver: (key: string) => boolean): void {
  for (const key of awaited.keys()) if (isOver(key)) awaited.delete(key)
}

/** Lists of at most 5,000, as an event may hold. */
export function inEvents<Item>(items: readonly Item[]): Item[][] {
  const lists: Item[][] = []
  for (let from = 0; from < items.length; from += mostAnEvent)
    lists.push(items.slice(from, from + mostAnEvent))
  return lists
}

function iso(atS: number): string {
  return new Date(Math.round(atS * 1000)).toISOString()
}
