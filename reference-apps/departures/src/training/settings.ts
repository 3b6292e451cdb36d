import type { BoostSettings } from './boost.ts'

const boosting: BoostSettings = {
  trees: 50,
  leaves: 16,
  depth: 5,
  minimumRows: 30,
  lambda: 1,
  learningRate: 0.12,
  rowShare: 0.7,
  featureShare: 0.5,
  clip: 0.4,
  seed: 1,
}

/** The families a partition chooses from: what history says, or boosting on top of it, small or large. */
export const families: readonly { name: string; settings: BoostSettings }[] = [
  { name: 'history', settings: { ...boosting, trees: 0 } },
  { name: 'boosting-small', settings: { ...boosting, leaves: 6, depth: 3, minimumRows: 40 } },
  { name: 'boosting', settings: boosting },
]

/** The pooled model sees hundreds of times the rows, so it may be larger. */
export const pooledSettings: BoostSettings = {
  ...boosting,
  trees: 200,
  leaves: 64,
  depth: 10,
  minimumRows: 60,
  learningRate: 0.1,
  rowShare: 0.5,
}

/** A partition needs so many rows before and in the validation days to choose a model of its own. */
export const fewestRows = { training: 300, validation: 60 }
