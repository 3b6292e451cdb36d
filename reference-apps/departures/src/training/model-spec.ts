import type { RegressorSpec, RegressorTree } from '@headway/onnx/regressor-spec'
import { at, featureNames } from '../features/feature-list.ts'
import { baseWeights } from './base.ts'
import { horizonEnds, type Offsets } from './offsets.ts'

/** What a departures model gives (s to the departure): the interval, the median and what riders are told. */
export const outputNames = ['p10', 'p50', 'p90', 'rider'] as const

/** The model as the ONNX writer takes it. */
export function modelSpec(
  model: { constant: number; trees: RegressorTree[] },
  offsets: Offsets,
): RegressorSpec {
  return {
    featureNames: [...featureNames],
    linear: baseWeights(),
    constant: model.constant,
    trees: model.trees,
    outputs: [...outputNames],
    offsets: {
      feature: at.horizon_s,
      thresholds: horizonEnds,
      values: offsets.map(({ p10, p90, rider }) => [p10, 0, p90, rider]),
    },
  }
}
