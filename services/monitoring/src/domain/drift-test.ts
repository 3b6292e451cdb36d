import { populationStabilityIndex, standardisedMeanDifference } from '@headway/statistics/effect-size'
import { benjaminiHochberg } from '@headway/statistics/false-discovery'
import { inflationFactor, kolmogorovMedian } from '@headway/statistics/inflation'
import { effectiveSize } from '@headway/statistics/intraclass-correlation'
import {
  binnedDistance,
  kolmogorovSmirnovStatistic,
  kolmogorovTail,
} from '@headway/statistics/kolmogorov-smirnov'
import { combinedPValue, combineEvidence, type Evidence } from './evidence.ts'
import { binCount } from './histogram.ts'
import { median } from './median.ts'
import type { TestSettings } from './test-settings.ts'

/** One partition's window beside its training profile; arrays are packed feature by feature. */
export type DriftSample = {
  partition: string
  referenceVersionId: string
  features: readonly string[]
  /** Of the window: rows in each bin (features × 16) and sum of the values. */
  counts: ArrayLike<number>
  sums: ArrayLike<number>
  reference: {
    counts: ArrayLike<number>
    means: ArrayLike<number>
    deviations: ArrayLike<number>
    correlations: ArrayLike<number>
    days: ArrayLike<number>
  }
  /** What earlier windows said, by feature. */
  earlier: readonly (Evidence | undefined)[] | undefined
}

/** One feature of one partition, tested. */
export type DriftTest = {
  partition: string
  referenceVersionId: string
  feature: string
  /** Rows of the window, and how many independent ones they are worth. */
  count: number
  effectiveCount: number
  distance: number
  stabilityIndex: number
  meanDifference: number | null
  statistic: number
  windowPValue: number
  /** Over this window and those before it that confirm it. */
  evidence: Evidence
  pValue: number
  qValue: number
  isFound: boolean
  isConfirmed: boolean
}

/** How one feature moved over the fleet. */
export type FleetShift = { feature: string; testedCount: number; medianDistance: number; inflation: number }

export type DriftTests = { tests: DriftTest[]; testedPartitions: number; fleet: FleetShift[] }

export type DriftTestRun = {
  /** Takes one partition's window; keeps what the tests need of it and nothing else. */
  add(sample: DriftSample): void
  conclude(): DriftTests
}

type Prepared = {
  test: DriftTest
  correlation: number
  referenceCount: number
  referenceDays: number
  earlier: Evidence | undefined
}

/**
 * Tests every feature of every partition against its training profile: Kolmogorov–Smirnov with effective sample sizes,
 * divided by what moved the whole fleet in that feature, combined with the windows before, corrected by Benjamini and
 * Hochberg over all partitions and features. A feature that is (almost) one value a day cannot be told from chance in one
 * window and is not tested.
 */
export function openDriftTests(days: number, settings: TestSettings): DriftTestRun {
  const byFeature = new Map<string, Prepared[]>()
  return {
    add: (sample) => prepare(sample, settings, byFeature),
    conclude() {
      const tests: DriftTest[] = []
      const fleet: FleetShift[] = []
      for (const [feature, prepared] of byFeature) {
        const tested = testFeature(prepared, days, settings)
        const inflation = inflationFactor(
          tested.map(({ test }) => test.statistic),
          kolmogorovMedian,
        )
        for (const one of tested) conclude(one, inflation)
        const medianDistance = median(Float64Array.from(tested, ({ test }) => test.distance))
        fleet.push({ feature, testedCount: tested.length, medianDistance, inflation })
        for (const { test } of tested) tests.push(test)
      }
      decide(tests, settings)
      return { tests, testedPartitions: new Set(tests.map(({ partition }) => partition)).size, fleet }
    },
  }
}

const none: Evidence = { pValue: 1, effect: 0, windows: 0 }

function prepare(sample: DriftSample, settings: TestSettings, byFeature: Map<string, Prepared[]>): void {
  const { counts, reference } = sample
  for (const [feature, name] of sample.features.entries()) {
    const count = countOf(counts, feature)
    const referenceCount = countOf(reference.counts, feature)
    if (count < settings.minimumRows || referenceCount < settings.minimumRows) continue
    const from = feature * binCount
    const prepared: Prepared = {
      correlation: reference.correlations[feature] as number,
      referenceCount,
      referenceDays: Math.min(referenceCount, Math.max(1, reference.days[feature] as number)),
      earlier: settings.confirmWindows > 1 ? sample.earlier?.[feature] : undefined,
      test: {
        partition: sample.partition,
        referenceVersionId: sample.referenceVersionId,
        feature: name,
        count,
        effectiveCount: count,
        distance: binnedDistance(counts, reference.counts, binCount, from, from),
        stabilityIndex: populationStabilityIndex(counts, reference.counts, binCount, from, from),
        meanDifference: standardisedMeanDifference(
          (sample.sums[feature] as number) / count,
          reference.means[feature] as number,
          reference.deviations[feature] as number,
        ),
        statistic: 0,
        windowPValue: 1,
        evidence: none,
        pValue: 1,
        qValue: 1,
        isFound: false,
        isConfirmed: false,
      },
    }
    const list = byFeature.get(name)
    if (list) list.push(prepared)
    else byFeature.set(name, [prepared])
  }
}

/**
 * The statistics of one feature; what no distance could decide is left out. Correlations are estimated from few days:
 * none is taken for less than the fleet's usual one.
 */
function testFeature(prepared: readonly Prepared[], days: number, { rate }: TestSettings): Prepared[] {
  const usual = median(Float64Array.from(prepared, ({ correlation }) => correlation))
  return prepared.filter(({ test, correlation, referenceCount, referenceDays }) => {
    const alike = Math.max(usual, correlation)
    test.effectiveCount = effectiveSize(test.count, Math.min(test.count, days), alike)
    const referenceSize = effectiveSize(referenceCount, referenceDays, alike)
    test.statistic = kolmogorovSmirnovStatistic(test.distance, test.effectiveCount, referenceSize)
    return kolmogorovTail(kolmogorovSmirnovStatistic(1, test.effectiveCount, referenceSize)) <= rate
  })
}

function conclude({ test, earlier }: Prepared, inflation: number): void {
  test.statistic /= inflation
  test.windowPValue = kolmogorovTail(test.statistic)
  test.evidence = combineEvidence(test.windowPValue, test.distance, earlier)
  test.pValue = combinedPValue(test.evidence)
}

function decide(tests: readonly DriftTest[], settings: TestSettings): void {
  const qValues = benjaminiHochberg(Float64Array.from(tests, ({ pValue }) => pValue))
  for (const [at, test] of tests.entries()) {
    test.qValue = qValues[at] as number
    test.isFound = test.qValue <= settings.rate && test.evidence.effect >= settings.leastDistance
    test.isConfirmed = test.isFound && test.evidence.windows >= settings.confirmWindows
  }
}

function countOf(counts: ArrayLike<number>, feature: number): number {
  let rows = 0
  for (let bin = feature * binCount; bin < (feature + 1) * binCount; bin++) rows += counts[bin] as number
  return rows
}
