import { horizonOf, horizons, isAccurate } from './eta-accuracy.ts'
import { type Departures, riderWait } from './rider-wait.ts'

/** Scores of one predictor in one horizon; what a predictor cannot give is null. */
export type Score = {
  predictor: string
  horizon: string
  n: number
  maeSeconds: number | null
  medianAbsoluteErrorSeconds: number | null
  etaAccuracy: number | null
  coverage: number | null
  meanWaitSeconds: number | null
  missRate: number | null
}

/** One prediction: when it was made, what came true, and what was predicted (s from `madeAt`). */
export type Scored = {
  day: number
  madeAt: number
  target: number
  hasPosition: boolean
  median: number
  /** What riders are told; the median for predictors that tell them that. */
  told: number
  interval: { low: number; high: number } | null
}

type Cell = {
  n: number
  sum: number
  /** Counts of absolute errors by tenth of a second up to `longest`, then one for the rest. */
  errors: Uint32Array
  accurate: number
  covered: number
  intervals: number
  waits: number
  waited: number
  missed: number
}

const tenths = 10
const longest = 3600
const buffer = 60
const cells = horizons.length + 1
const firstCell = horizons.length

/** Errors of one predictor, gathered prediction by prediction; boards of parts can be merged. */
export type Scoreboard = { predictor: string; cells: Cell[] }

/** An empty board. */
export function createScoreboard(predictor: string): Scoreboard {
  return { predictor, cells: Array.from({ length: cells }, emptyCell) }
}

/** Takes a prediction into the board; NaN (the predictor cannot say) is left out. */
export function score(board: Scoreboard, departures: Departures, scored: Scored): void {
  if (Number.isNaN(scored.median)) return
  const bin = scored.hasPosition ? horizonOf(scored.target) : firstCell
  const cell = board.cells[bin]
  if (!cell) return
  const error = Math.abs(scored.target - scored.median)
  cell.n++
  cell.sum += error
  cell.errors[Math.min(longest * tenths, Math.round(error * tenths))]! += 1
  const horizon = horizons[bin]
  if (horizon && isAccurate(horizon, scored.target - scored.told)) cell.accurate++
  if (scored.interval) {
    cell.intervals++
    if (scored.target >= scored.interval.low && scored.target <= scored.interval.high) cell.covered++
  }
  const arrival = scored.madeAt + scored.told - buffer
  const { wait, missed } = riderWait(departures, scored.day, arrival, scored.madeAt + scored.target)
  if (missed) cell.missed++
  if (wait !== null) {
    cell.waited++
    cell.waits += wait
  }
}

/** Adds the counts of another board of the same predictor. */
export function mergeScoreboard(into: Scoreboard, from: Scoreboard): void {
  into.cells.forEach((cell, bin) => {
    addCell(cell, from.cells[bin]!)
  })
}

/**
 * The board as scores: each horizon, all of them together and `first`. ETA accuracy over all is the plain mean of the
 * bins that have a band, as the benchmark defines it.
 */
export function scoresOf(board: Scoreboard): Score[] {
  const whole = emptyCell()
  for (let bin = 0; bin < horizons.length; bin++) addCell(whole, board.cells[bin]!)
  const binned = horizons.map((horizon, bin) => {
    const cell = board.cells[bin]!
    return scoreOf(board.predictor, horizon.name, cell, horizon.band ? ratio(cell.accurate, cell.n) : null)
  })
  const banded = binned.flatMap(({ etaAccuracy }) => (etaAccuracy === null ? [] : [etaAccuracy]))
  const accuracy = banded.length ? banded.reduce((sum, share) => sum + share, 0) / banded.length : null
  return [
    ...binned,
    scoreOf(board.predictor, 'all', whole, accuracy),
    scoreOf(board.predictor, 'first', board.cells[firstCell]!, null),
  ]
}

function scoreOf(predictor: string, horizon: string, cell: Cell, etaAccuracy: number | null): Score {
  return {
    predictor,
    horizon,
    n: cell.n,
    maeSeconds: ratio(cell.sum, cell.n),
    medianAbsoluteErrorSeconds: medianError(cell),
    etaAccuracy,
    coverage: ratio(cell.covered, cell.intervals),
    meanWaitSeconds: ratio(cell.waits, cell.waited),
    missRate: ratio(cell.missed, cell.n),
  }
}

function ratio(sum: number, n: number): number | null {
  return n ? sum / n : null
}

function medianError(cell: Cell): number | null {
  let seen = 0
  for (let tenth = 0; tenth < cell.errors.length; tenth++) {
    seen += cell.errors[tenth]!
    if (cell.n > 0 && seen * 2 >= cell.n) return tenth / tenths
  }
  return null
}

function emptyCell(): Cell {
  return {
    n: 0,
    sum: 0,
    errors: new Uint32Array(longest * tenths + 1),
    accurate: 0,
    covered: 0,
    intervals: 0,
    waits: 0,
    waited: 0,
    missed: 0,
  }
}

function addCell(into: Cell, from: Cell): void {
  for (const key of ['n', 'sum', 'accurate', 'covered', 'intervals', 'waits', 'waited', 'missed'] as const) {
    into[key] += from[key]
  }
  for (let k = 0; k < into.errors.length; k++) into.errors[k]! += from.errors[k]!
}

/** A board as JSON, errors as [tenth, count] pairs. */
export function scoreboardToJson({ predictor, cells }: Scoreboard): string {
  const sparse = cells.map((cell) => ({
    ...cell,
    errors: Array.from(cell.errors.entries()).filter(([, count]) => count > 0),
  }))
  return JSON.stringify({ predictor, cells: sparse })
}

/** Reads what `scoreboardToJson` wrote. */
export function scoreboardFromJson(text: string): Scoreboard {
  const content = JSON.parse(text) as {
    predictor: string
    cells: (Omit<Cell, 'errors'> & { errors: [number, number][] })[]
  }
  const cells = content.cells.map((cell) => {
    const errors = new Uint32Array(longest * tenths + 1)
    for (const [tenth, count] of cell.errors) errors[tenth] = count
    return { ...cell, errors }
  })
  return { predictor: content.predictor, cells }
}
