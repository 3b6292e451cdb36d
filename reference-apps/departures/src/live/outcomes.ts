import type { Awaited } from './awaited.ts'
import type { LiveScores } from './live-scores.ts'
import type { StopVisit } from './matcher/matcher.ts'

/** What came true of predictions that were logged, as `outcome.observed` tells it. */
export type Outcome = { subjectId: string; observedAt: string; receivedAt: string; value: number }

/** The outcomes that a departure gives: seconds from each prediction to the departure. They are awaited no more. */
export function outcomesOf(
  awaited: Awaited,
  { run, place, departedS }: Pick<StopVisit, 'run' | 'place' | 'departedS'>,
  nowS: number,
  scores: LiveScores,
): Outcome[] {
  const predictions = awaited.take(run.key, place)
  // What was predicted after the departure, before it was heard of, has no outcome.
  const late = predictions.filter(({ madeAtS }) => madeAtS >= departedS)
  awaited.told(late.map(({ subject }) => subject))
  const made = predictions.filter(({ madeAtS }) => madeAtS < departedS)
  for (const { said } of made) scores.add(run.date, said, departedS)
  return made.map(({ subject, madeAtS }) => ({
    subjectId: subject,
    observedAt: iso(departedS),
    receivedAt: iso(nowS),
    value: departedS - madeAtS,
  }))
}

/** Lists of at most so many, as an event may hold. */
export function inEvents<Item>(items: readonly Item[], mostAnEvent: number): Item[][] {
  const lists: Item[][] = []
  for (let from = 0; from < items.length; from += mostAnEvent)
    lists.push(items.slice(from, from + mostAnEvent))
  return lists
}

function iso(atS: number): string {
  return new Date(Math.round(atS * 1000)).toISOString()
}
