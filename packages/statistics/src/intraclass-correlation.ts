export type IntraclassCorrelation = {
  /** Correlation of two values of one group, 0 to 1; 1 where it cannot be told (one group, or no variance). */
  correlation: number
  /** How many groups of one size are worth as much as these (Kish): n² / Σ nᵢ². */
  groups: number
}

/**
 * Correlation of the values of one group (a day), from the variances between and within groups: the one-way ANOVA
 * estimator (Donner 1986, International Statistical Review 54, 67–82). `groupOf` numbers the groups from 0.
 */
export function intraclassCorrelation(
  values: ArrayLike<number>,
  groupOf: ArrayLike<number>,
  groupCount: number,
): IntraclassCorrelation {
  const n = values.length
  const sizes = new Float64Array(groupCount)
  const sums = new Float64Array(groupCount)
  let sum = 0
  for (let row = 0; row < n; row++) {
    const group = groupOf[row] as number
    sizes[group] = (sizes[group] as number) + 1
    sums[group] = (sums[group] as number) + (values[row] as number)
    sum += values[row] as number
  }
  const mean = sum / n
  let between = 0
  let squaredSizes = 0
  let used = 0
  for (let group = 0; group < groupCount; group++) {
    const size = sizes[group] as number
    if (size === 0) continue
    used++
    squaredSizes += size * size
    between += size * ((sums[group] as number) / size - mean) ** 2
  }
  let all = 0
  for (let row = 0; row < n; row++) all += ((values[row] as number) - mean) ** 2
  const groups = squaredSizes > 0 ? (n * n) / squaredSizes : 0
  if (used < 2 || n <= used || !(all > 0)) return { correlation: 1, groups }
  const betweenMean = between / (used - 1)
  const withinMean = Math.max(0, all - between) / (n - used)
  const size = (n - squaredSizes / n) / (used - 1)
  const correlation = (betweenMean - withinMean) / (betweenMean + (size - 1) * withinMean)
  return { correlation: Math.min(1, Math.max(0, correlation)), groups }
}

/**
 * Correlation of the values of one group as a test of whole distributions feels it: the larger one of the bins' numbers (do
 * groups lie higher or lower) and of belonging below each edge, over all edges together (have groups other shapes). The
 * latter is the mean design effect of Rao and Scott (1984, Annals of Statistics 12, 46–60). `binOf` numbers the bins from 0.
 */
export function binnedCorrelation(
  binOf: ArrayLike<number>,
  groupOf: ArrayLike<number>,
  groupCount: number,
  bins: number,
): IntraclassCorrelation {
  const n = binOf.length
  const counts = new Float64Array(groupCount * bins)
  const sizes = new Float64Array(groupCount)
  for (let row = 0; row < n; row++) {
    const group = groupOf[row] as number
    const slot = group * bins + (binOf[row] as number)
    counts[slot] = (counts[slot] as number) + 1
    sizes[group] = (sizes[group] as number) + 1
  }
  const shift = intraclassCorrelation(binOf, groupOf, groupCount)
  if (shift.correlation === 1) return shift
  let between = 0
  let all = 0
  const below = new Float64Array(groupCount)
  for (let edge = 0; edge < bins - 1; edge++) {
    let total = 0
    for (let group = 0; group < groupCount; group++) {
      below[group] = (below[group] as number) + (counts[group * bins + edge] as number)
      total += below[group] as number
    }
    const share = total / n
    all += n * share * (1 - share)
    for (let group = 0; group < groupCount; group++) {
      const size = sizes[group] as number
      if (size > 0) between += size * ((below[group] as number) / size - share) ** 2
    }
  }
  const used = sizes.filter((size) => size > 0).length
  const betweenMean = between / (used - 1)
  const withinMean = Math.max(0, all - between) / (n - used)
  const size = (n - n / shift.groups) / (used - 1)
  const shape = (betweenMean - withinMean) / (betweenMean + (size - 1) * withinMean)
  return { correlation: Math.min(1, Math.max(shift.correlation, shape)), groups: shift.groups }
}

/** How many times more rows it takes in groups of `groupSize` than of independent rows (Kish 1965, Survey Sampling, 5.4). */
export function designEffect(correlation: number, groupSize: number): number {
  return 1 + Math.max(0, groupSize - 1) * correlation
}

/** How many independent rows `rows` of them in `groups` alike groups are worth. */
export function effectiveSize(rows: number, groups: number, correlation: number): number {
  return rows / designEffect(correlation, rows / groups)
}
