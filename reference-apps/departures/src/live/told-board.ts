import type { Board, BoardLine } from './stop-board.ts'

/** What was told last of the next departures of each stop: the time of each (epoch s), Infinity for a cancelled one. */
export type ToldBoard = Map<string, Map<string, number>>

/** A rider at a stop looks at so many departures, no further ahead (s) than this. */
const mostLines = 8
const farthestS = 2700

/** A departure is told anew when it is expected so much (s) earlier or later than it was told. */
const leastChangeS = 30

/** The stops at which the next departures are others than were told, or are expected at other times; they are told now. */
export function tellChanges(told: ToldBoard, board: Board, nowS: number): string[] {
  const changed: string[] = []
  for (const [stopId, lines] of board) {
    const now = nextDepartures(lines, nowS)
    if (isSame(told.get(stopId), now)) continue
    told.set(stopId, now)
    changed.push(stopId)
  }
  for (const [stopId, lines] of told) {
    if (board.has(stopId)) continue
    told.delete(stopId)
    if (lines.size > 0) changed.push(stopId)
  }
  return changed
}

function nextDepartures(lines: readonly BoardLine[], nowS: number): Map<string, number> {
  const next = new Map<string, number>()
  for (const { run, place, scheduledS, predictedS, isCancelled } of lines) {
    if (next.size === mostLines || (predictedS ?? scheduledS) - nowS > farthestS) break
    next.set(`${run.key} ${place}`, isCancelled ? Number.POSITIVE_INFINITY : (predictedS ?? scheduledS))
  }
  return next
}

function isSame(told: ReadonlyMap<string, number> | undefined, now: ReadonlyMap<string, number>): boolean {
  if (!told) return now.size === 0
  if (told.size !== now.size) return false
  return [...now].every(([line, time]) => {
    const before = told.get(line)
    return before !== undefined && (before === time || Math.abs(before - time) < leastChangeS)
  })
}
