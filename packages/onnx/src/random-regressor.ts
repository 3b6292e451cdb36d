import type { RegressorSpec, RegressorTree } from './regressor-spec.ts'

/** A generator of evenly spread numbers in [0, 1) that repeats for a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A regressor of the given size with arbitrary numbers, for tests and for measuring cost. */
export function randomRegressor(
  random: () => number,
  { features = 12, trees = 50, depth = 3, linear = true } = {},
): RegressorSpec {
  return {
    featureNames: Array.from({ length: features }, (_, index) => `f${index}`),
    linear: linear ? Float32Array.from({ length: features }, () => random() * 2 - 1) : null,
    constant: random() * 100,
    trees: Array.from({ length: trees }, () => randomTree(random, features, depth)),
    outputs: ['p10', 'p50', 'p90', 'rider'],
    offsets: {
      feature: 0,
      thresholds: [-0.5, 0, 0.25, 0.5],
      values: Array.from({ length: 5 }, () => [-random() * 30, 0, random() * 30, -random() * 10]),
    },
  }
}

function randomTree(random: () => number, features: number, depth: number): RegressorTree {
  const nodes = 2 ** depth - 1
  const child = (index: number) => (index < nodes ? index : ~(index - nodes))
  return {
    feature: Uint16Array.from({ length: nodes }, () => Math.floor(random() * features)),
    threshold: Float32Array.from({ length: nodes }, () => random() * 2 - 1),
    left: Int32Array.from({ length: nodes }, (_, node) => child(2 * node + 1)),
    right: Int32Array.from({ length: nodes }, (_, node) => child(2 * node + 2)),
    value: Float32Array.from({ length: nodes + 1 }, () => random() * 10 - 5),
  }
}
