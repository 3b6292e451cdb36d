import type { LiveScores } from './live-scores.ts'
import type { StopVisit } from './matcher/matcher.ts'
import { subjectId } from './predict-ahead.ts'
import type { TripRun } from './trip-run.ts'

/** What came true of predictions that were logged, as `outcome.observed` tells it. */
export type Outcome = { subjectId: string; observedAt: string; receivedAt: string; value: number }

/** A prediction whose outcome is not known: when it was made, and what each predictor said then (epoch s). */
type Awaiting = { madeAtS: number; said: Readonly<Record<string, number>> }

/** The predictions of each place of each run that wait for their outcome. */
export type Awaited = Map<string, Map<number, Awaiting[]>>

const mostAnEvent = 5000

/** Remembers that a prediction was logged, and what others said at the same moment. */
export function awaitOutcome(
  awaited: Awaited,
  run: TripRun,
  place: number,
  madeAtS: number,
  said: Readonly<Record<string, number>>,
): void {
  let places = awaited.get(run.key)
  if (!places) {
    places = new Map()
    awaited.set(run.key, places)
  }
  const known = places.get(place)
  if (!known) places.set(place, [{ madeAtS, said }])
  else if (known.every((other) => other.madeAtS !== madeAtS)) known.push({ madeAtS, said })
}

/** The outcomes that a departure gives: seconds from each prediction to the departure. They are awaited no more. */
export function outcomesOf(
  awaited: Awaited,
  { run, place, departedS }: StopVisit,
  nowS: number,
  scores: LiveScores,
): Outcome[] {
  const places = awaited.get(run.key)
  const predictions = (places?.get(place) ?? []).filter(({ madeAtS }) => departedS > madeAtS)
  places?.delete(place)
  for (const { said } of predictions) scores.add(run.date, said, departedS)
  return predictions.map(({ madeAtS }) => ({
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
