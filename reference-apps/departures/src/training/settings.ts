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

/** How a partition's own model is made: by boosting alone, or after the first trees of the shared core. */
export type Family = { name: string; usesCore: boolean; settings: BoostSettings }

/**
 * The families a partition chooses from: what history says, boosting on top of it, or boosting on top of a few trees
 * that all partitions share. None has more than 50 trees.
 */
export const families: readonly Family[] = [
  { name: 'history', usesCore: false, settings: { ...boosting, trees: 0 } },
  { name: 'boosting', usesCore: false, settings: boosting },
  {
    name: 'boosting-on-core',
    usesCore: true,
    settings: { ...boosting, trees: 30, leaves: 8, learningRate: 0.08 },
  },
]

/** The few trees that partitions may share: trained on all of them, small enough to be part of each model. */
export const coreSettings: BoostSettings = {
  ...boosting,
  trees: 20,
  leaves: 40,
  depth: 10,
  minimumRows: 60,
  learningRate: 0.25,
  rowShare: 1,
  featureShare: 0.8,
}

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
export const fewestRows = { training: 200, validation: 40 }

/**
 * The pooled model answers for a partition when its error on the validation days is less by this share: at equal
 * accuracy a model of one's own can be watched, retrained and rolled back alone.
 */
export const pooledMustWinBy = 0.01
