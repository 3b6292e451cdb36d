import { at, featureCount } from '../features/feature-list.ts'
import { assumedRows, departureRows, firstRows } from '../features/live-rows.ts'
import type { RowSink } from '../features/prediction-rows.ts'
import { type Answered, askServing, type Serving } from './ask-serving.ts'
import { type DayInHand, partitionOf, placeOf, predictionOf, visitOf } from './day-in-hand.ts'
import { addRow, createRowBatch, type RowBatch } from './row-batch.ts'
import { type PredictionSource, sourceOf } from './run-prediction.ts'
import type { TripRun } from './trip-run.ts'

/** What a row of a batch predicts: when `run` leaves `place`; the moment it counts from is in epoch seconds. */
export type Predicted = { day: DayInHand; run: TripRun; place: number; madeAtS: number }

/** Rows that wait to be asked of serving in one call. */
export type PredictionBatch = RowBatch<Predicted>

export function createPredictionBatch(): PredictionBatch {
  return createRowBatch<Predicted>()
}

/** Adds the predictions of the stops ahead of a place that a run has just left. */
export function addDeparture(batch: PredictionBatch, day: DayInHand, run: TripRun, place: number): void {
  departureRows(day.live, visitOf(day, run, place), sinkTo(batch, day))
}

/** Adds the prediction of the first stop of a run that nobody has seen, once it is due. */
export function addFirst(batch: PredictionBatch, day: DayInHand, run: TripRun, nowS: number): void {
  firstRows(day.live, day.tripOf.get(run)!, nowS - day.midnightS, sinkTo(batch, day))
}

/** Adds the predictions of the stops ahead as if the run left a place at that time. */
export function addAssumed(
  batch: PredictionBatch,
  day: DayInHand,
  run: TripRun,
  place: number,
  atS: number,
): void {
  assumedRows(day.live, visitOf(day, run, place), atS - day.midnightS, sinkTo(batch, day))
}

function sinkTo(batch: PredictionBatch, day: DayInHand): RowSink {
  return (row, _, visit, madeAt) => {
    const { run, place } = placeOf(day, visit)
    const madeAtS = day.midnightS + madeAt
    addRow(batch, row, {
      partition: partitionOf(run, place),
      subject: subjectId(run, place, madeAtS),
      madeAtS,
      about: { day, run, place, madeAtS },
    })
  }
}

/** What a prediction is called, and its outcome later: `<date>/<trip>/<sequence>/<made at, epoch s>`. */
export function subjectId(run: TripRun, place: number, madeAtS: number): string {
  return `${run.key}/${run.trip.stops[place]!.sequence}/${Math.round(madeAtS)}`
}

/**
 * Asks serving for a batch and keeps the answers as the newest predictions. Where serving does not answer they are the
 * schedule and the usual gain; the error is returned, for others to tell.
 */
export async function predictBatch(
  batch: PredictionBatch,
  serving: Serving,
  options: { log: boolean },
): Promise<{ version: string | null; error: unknown }> {
  if (batch.rows === 0) return { version: null, error: undefined }
  try {
    const answered = await askServing(serving, batch, options)
    keepAnswers(batch, answered)
    return { version: answered.version, error: undefined }
  } catch (error) {
    keepUsual(batch)
    return { version: null, error }
  }
}

function keepAnswers(batch: PredictionBatch, answered: Answered): void {
  for (let row = 0; row < batch.rows; row++) {
    const usual = usualGap(batch, row)
    const or = (value: number, otherwise: number) => (Number.isNaN(value) ? otherwise : value)
    const p50 = or(answered.p50[row]!, usual)
    keep(batch, row, sourceOf(answered.source[row]!), {
      p50,
      p10: or(answered.p10[row]!, p50),
      p90: or(answered.p90[row]!, p50),
      rider: or(answered.rider[row]!, p50),
    })
  }
}

function keepUsual(batch: PredictionBatch): void {
  for (let row = 0; row < batch.rows; row++) {
    const gap = usualGap(batch, row)
    keep(batch, row, 'USUAL', { p10: gap, p50: gap, p90: gap, rider: gap })
  }
}

function usualGap(batch: PredictionBatch, row: number): number {
  const from = row * featureCount
  return batch.features[from + at.scheduled_gap_s]! + batch.features[from + at.usual_gain_s]!
}

function keep(
  batch: PredictionBatch,
  row: number,
  source: PredictionSource,
  gaps: { p10: number; p50: number; p90: number; rider: number },
): void {
  const { day, run, place, madeAtS } = batch.about[row]!
  if (place <= run.reached) return
  const prediction = predictionOf(day, run)
  prediction.madeAtS[place] = madeAtS
  prediction.source[place] = source
  prediction.p10[place] = madeAtS + gaps.p10
  prediction.p50[place] = madeAtS + gaps.p50
  prediction.p90[place] = madeAtS + gaps.p90
  prediction.rider[place] = madeAtS + gaps.rider
}
