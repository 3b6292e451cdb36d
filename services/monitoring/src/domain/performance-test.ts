import { benjaminiHochberg } from '@headway/statistics/false-discovery'
import { absoluteNormalMedian, inflationFactor } from '@headway/statistics/inflation'
import { fitVariancePrior, moderateVariance } from '@headway/statistics/moderated-variance'
import { normalQuantile, normalTail } from '@headway/statistics/normal-distribution'
import { tTail } from '@headway/statistics/t-distribution'
import type { ErrorSums } from './error-summary.ts'
import { median } from './median.ts'
import type { TestSettings } from './test-settings.ts'

/** What the gate measured of one partition; without a spread over days where an older gate did not say it. */
export type GateError = {
  meanAbsoluteError: number
  dailyDeviation: number | null
  days: number | null
  rows: number | null
}

/** One partition's errors in a window beside those at the gate. */
export type PerformanceSample = {
  partition: string
  versionId: string
  errors: ErrorSums
  gate: GateError
  /** Logarithms of the excess of the windows before that may confirm this one. */
  earlier: readonly number[]
}

export type PerformanceTest = {
  partition: string
  versionId: string
  count: number
  meanAbsoluteError: number
  gateMeanAbsoluteError: number
  /** The mean absolute error over the gate's. */
  ratio: number
  /** The ratio over what all partitions share, and its least over the windows that confirm each other. */
  excess: number
  leastExcess: number
  windows: number
  /** Whether each of these windows would be unusual alone. */
  isUnusual: boolean
  /** Student's t of these windows together, and its (moderated) degrees of freedom. */
  statistic: number
  degrees: number
  pValue: number
  qValue: number
  isFound: boolean
  isConfirmed: boolean
}

export type PerformanceTests = {
  tests: PerformanceTest[]
  /** Median ratio over the fleet, how much of it was taken for what all partitions share, and the widening of the null. */
  fleet: { medianRatio: number; sharedRatio: number; inflation: number }
}

/** So many partitions it takes to tell what a fleet shares. */
const leastFleet = 50

/** p-value that a window must reach by itself, beside what it is worth together with others. */
const unusualAlone = 0.05

/** What is taken for the spread of daily errors, as a share of their mean, where no gate says it; and how sure that is. */
const unknownSpread = { share: 0.35, days: 5 }

/**
 * Tests whether partitions err more than their gate measured: one-sided t of the logarithm of the window's mean absolute
 * error over the gate's, with the spread from day to day moderated over the fleet (Smyth 2004), since a gate sees few days.
 * Windows that confirm each other count by their mean, which is not taken for more certain than one of them (what is
 * strange about a partition lasts), and each of them must be unusual alone: one bad day is no finding.
 * A rise that the whole fleet shares is taken off up to the least ratio; beyond that it counts.
 */
export function testPerformance(
  samples: readonly PerformanceSample[],
  days: number,
  settings: TestSettings,
): PerformanceTests {
  const usable = samples.filter(
    ({ errors, gate }) =>
      errors.count >= settings.minimumRows && errors.absolute > 0 && gate.meanAbsoluteError > 0,
  )
  const ratios = usable.map(({ errors, gate }) => errors.absolute / errors.count / gate.meanAbsoluteError)
  const medianRatio = ratios.length > 0 ? median(Float64Array.from(ratios)) : 1
  const sharedRatio =
    ratios.length >= leastFleet ? Math.min(settings.leastRatio, Math.max(1, medianRatio)) : 1
  const spreads = usable.map(({ gate }) => relativeSpread(gate))
  const prior = fitVariancePrior(
    spreads.map(({ variance }) => variance),
    spreads.map(({ degrees }) => degrees),
  )
  const tests = usable.map((sample, at): PerformanceTest => {
    const spread = spreads[at] as Spread
    const { variance, degrees } = moderateVariance(spread.variance, spread.degrees, prior)
    const excess = (ratios[at] as number) / sharedRatio
    const before = settings.confirmWindows > 1 ? sample.earlier : []
    const logs = [Math.log(excess), ...before]
    const gateDays = sample.gate.days ?? unknownSpread.days
    const uncertainty = (variance + scarcity(sample, days, gateDays)) / days + variance / gateDays
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
    const least = Math.min(...logs)
    return {
      partition: sample.partition,
      versionId: sample.versionId,
      count: sample.errors.count,
      meanAbsoluteError: sample.errors.absolute / sample.errors.count,
      gateMeanAbsoluteError: sample.gate.meanAbsoluteError,
      ratio: ratios[at] as number,
      excess,
      leastExcess: Math.exp(least),
      windows: logs.length,
      isUnusual: tTail(least / Math.sqrt(uncertainty), degrees) <= unusualAlone,
      statistic: mean / Math.sqrt(uncertainty),
      degrees,
      pValue: 1,
      qValue: 1,
      isFound: false,
      isConfirmed: false,
    }
  })
  return { tests, fleet: { medianRatio, sharedRatio, inflation: decide(tests, settings) } }
}

/** Turns statistics into p- and q-values and findings, in place; answers by how much the fleet widens the null. */
function decide(tests: PerformanceTest[], settings: TestSettings): number {
  const scores = tests.map(({ statistic, degrees }) => normalQuantile(tTail(statistic, degrees)))
  const middle = scores.length > 0 ? median(Float64Array.from(scores)) : 0
  const inflation = inflationFactor(
    scores.map((score) => Math.abs(score - middle)),
    absoluteNormalMedian,
    leastFleet,
  )
  for (const [at, test] of tests.entries()) test.pValue = normalTail((scores[at] as number) / inflation)
  const qValues = benjaminiHochberg(Float64Array.from(tests, ({ pValue }) => pValue))
  for (const [at, test] of tests.entries()) {
    test.qValue = qValues[at] as number
    test.isFound = test.qValue <= settings.rate && test.leastExcess >= settings.leastRatio && test.isUnusual
    test.isConfirmed = test.isFound && test.windows >= settings.confirmWindows
  }
  return inflation
}

type Spread = { variance: number; degrees: number }

/** Variance of the logarithm of a day's mean absolute error, by its relative spread, and its degrees of freedom. */
function relativeSpread({ meanAbsoluteError, dailyDeviation, days }: GateError): Spread {
  if (dailyDeviation === null || days === null || days < 2) {
    return { variance: Math.log1p(unknownSpread.share ** 2), degrees: unknownSpread.days - 1 }
  }
  return { variance: Math.log1p((dailyDeviation / meanAbsoluteError) ** 2), degrees: days - 1 }
}

/** What the window is less certain for having fewer rows a day than the gate's days had (variance of the logarithm). */
function scarcity({ errors, gate }: PerformanceSample, days: number, gateDays: number): number {
  const mean = errors.absolute / errors.count
  const withinRows = Math.max(0, errors.squared / errors.count / (mean * mean) - 1)
  const gateRows = gate.rows === null ? Number.POSITIVE_INFINITY : gate.rows / gateDays
  return withinRows * Math.max(0, days / errors.count - 1 / gateRows)
}
