import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'

type Score = Record<'n' | 'maeSeconds' | 'coverage' | 'meanWaitSeconds' | 'missRate', number | null> & {
  predictor: string
  horizon: string
}
/** What `evaluate --json` writes. */
export type Evaluation = {
  dataset: { rows: number; quarantined: Record<string, number> }
  models: { partitions: number; trained: number; pooled: number }
  stages: { name: string; seconds: number; peakMemoryMb: number | null }[]
  scores: Score[]
}

const predictors = [
  'schedule',
  'delay_propagated',
  'historical_mean',
  'historical_median',
  'kalman',
  'deployed',
]
const horizons = ['0-3', '3-6', '6-10', '10-15', '15-30', 'all', 'first']
const scoreFields = [
  'coverage',
  'etaAccuracy',
  'horizon',
  'maeSeconds',
  'meanWaitSeconds',
  'medianAbsoluteErrorSeconds',
  'missRate',
  'n',
  'predictor',
]

export async function readEvaluation(file: string): Promise<Evaluation> {
  return JSON.parse(await readFile(file, 'utf8')) as Evaluation
}

/** Whether it has the names that other programs rely on, every predictor at every horizon once. */
export function expectPromisedShape(evaluation: Evaluation): void {
  expect(Object.keys(evaluation).toSorted()).toEqual(['dataset', 'models', 'scores', 'stages'])
  expect(Object.keys(evaluation.dataset).toSorted()).toEqual(['quarantined', 'rows'])
  expect(Object.keys(evaluation.models).toSorted()).toEqual(['partitions', 'pooled', 'trained'])
  for (const stage of evaluation.stages) {
    expect(Object.keys(stage).toSorted()).toEqual(['name', 'peakMemoryMb', 'seconds'])
  }
  for (const score of evaluation.scores) expect(Object.keys(score).toSorted()).toEqual(scoreFields)
  expect(evaluation.scores.map(({ predictor, horizon }) => `${predictor} ${horizon}`).toSorted()).toEqual(
    predictors.flatMap((predictor) => horizons.map((horizon) => `${predictor} ${horizon}`)).toSorted(),
  )
}
