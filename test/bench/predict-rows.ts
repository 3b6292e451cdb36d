import { seededRandom } from '@headway/onnx/random-regressor'
import { type BenchModel, featureNames } from './bench-fleet.ts'

/** Rows to predict: row by row `features`, and the canonical key of each row's partition. */
export type PredictRows = { count: number; keys: string[]; features: Float32Array<ArrayBuffer> }

/** Rows spread evenly over the models, as a vehicle feed mixes them: neighbours are of different partitions. */
export function makeRows(fleet: readonly BenchModel[], count: number): PredictRows {
  const random = seededRandom(2)
  const keys = Array.from({ length: count }, (_, row) => fleet[row % fleet.length]?.key.join('/') ?? '')
  // As seconds and shares are written: a few digits.
  const features = Float32Array.from({ length: count * featureNames.length }, () =>
    Math.fround(Math.round((random() * 2 - 1) * 1000) / 1000),
  )
  return { count, keys, features }
}
