/**
 * Recency-weighted mean, median and scale of many series, each in a slot; O(1) memory and time an observation.
 * The median moves by a share of the scale towards each observation (stochastic approximation).
 */
export type RunningStatistics = {
  count: Float32Array
  mean: Float32Array
  median: Float32Array
  scale: Float32Array
}

/** After so many observations an old one weighs 1/e. */
const memory = 60

/** Statistics with room for `capacity` slots. */
export function createStatistics(capacity: number): RunningStatistics {
  return {
    count: new Float32Array(capacity),
    mean: new Float32Array(capacity),
    median: new Float32Array(capacity),
    scale: new Float32Array(capacity),
  }
}

/** The same statistics with room for at least `capacity` slots. */
export function growStatistics(statistics: RunningStatistics, capacity: number): RunningStatistics {
  if (statistics.count.length >= capacity) return statistics
  const grown = createStatistics(Math.max(capacity, statistics.count.length * 2))
  grown.count.set(statistics.count)
  grown.mean.set(statistics.mean)
  grown.median.set(statistics.median)
  grown.scale.set(statistics.scale)
  return grown
}

/** Takes one observation into a slot. */
export function observe(statistics: RunningStatistics, slot: number, value: number): void {
  const n = (statistics.count[slot] ?? 0) + 1
  statistics.count[slot] = n
  const rate = 1 / Math.min(n, memory)
  const mean = statistics.mean[slot] ?? 0
  statistics.mean[slot] = mean + rate * (value - mean)
  const median = n === 1 ? value : (statistics.median[slot] ?? 0)
  const scale = statistics.scale[slot] ?? 0
  const distance = Math.abs(value - median)
  statistics.scale[slot] = scale + rate * (distance - scale)
  const step = Math.max(scale, 6) * 2 * rate
  statistics.median[slot] = median + Math.max(-step, Math.min(step, value - median))
}
