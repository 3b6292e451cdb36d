/** How the training features of one partition were distributed; arrays are packed feature by feature. */
export type TrainingProfile = {
  partition: string
  count: number
  features: string[]
  means: number[]
  deviations: number[]
  /** features × 15 */
  edges: number[]
  /** features × 16 */
  counts: number[]
  /** Least and largest value; infinite where the profile does not say. */
  minima: number[]
  maxima: number[]
  /** Share of rows without a value. */
  missing: number[]
  /** Correlation of the rows of one day, 0 to 1. */
  correlations: number[]
  /** Days that the rows come from (effective: of one size). */
  days: number[]
}

/** What is taken for the correlation within a day where an older profile does not say it: cautious. */
export const unknownCorrelation = 0.2

/** By how many times its own range a value may leave the training range before it is outside by far. */
const rangesBeyond = 2

/** Beyond which values of each feature a value is outside the training range by far. A constant feature has no range. */
export function farLimits(profile: Pick<TrainingProfile, 'minima' | 'maxima'>): {
  floors: Float64Array
  ceilings: Float64Array
} {
  const limit = (at: number, direction: 1 | -1) => {
    const [least, most] = [profile.minima[at] as number, profile.maxima[at] as number]
    const range = most - least
    if (!(range > 0 && range < Number.POSITIVE_INFINITY)) return direction * Number.POSITIVE_INFINITY
    return direction === 1 ? most + rangesBeyond * range : least - rangesBeyond * range
  }
  return {
    floors: Float64Array.from(profile.minima, (_, at) => limit(at, -1)),
    ceilings: Float64Array.from(profile.maxima, (_, at) => limit(at, 1)),
  }
}
