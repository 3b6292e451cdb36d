import type { TestSettings } from './test-settings.ts'

export type QualityCheck = 'NULLS' | 'RANGE' | 'CLOCK' | 'ORDER' | 'VOLUME' | 'STALENESS'

export const qualityChecks: readonly QualityCheck[] = [
  'NULLS',
  'RANGE',
  'CLOCK',
  'ORDER',
  'VOLUME',
  'STALENESS',
]

/** What was seen of one partition in a window, and what is usual there. */
export type QualitySample = {
  partition: string
  predictionCount: number
  outcomeCount: number
  features: readonly string[]
  /** By feature: rows without a value, values far outside the training range, share without one at training. */
  missing: ArrayLike<number>
  far: ArrayLike<number>
  trainingMissing: ArrayLike<number>
  /** Outcomes that say when they were received; of these observed after that; and observed before their prediction. */
  receivedCount: number
  aheadCount: number
  earlyCount: number
  /** Mean time from observed to received, in seconds; null without any. */
  meanDelay: number | null
  usual: UsualWindow
}

/** Medians of earlier windows of a partition; null where there are too few of them. */
export type UsualWindow = {
  predictionCount: number | null
  outcomeCount: number | null
  meanDelay: number | null
}

/** What is known of the whole endpoint in the window. */
export type FleetWindow = {
  predictionCount: number
  usualPredictionCount: number
  outcomeCount: number
  /** Median over partitions of their mean delay; null where too few of them say it. */
  medianDelay: number | null
}

/** A partition that failed a check: what was seen and what is usual or allowed, in the unit of the check. */
export type Fault = {
  check: QualityCheck
  partition: string
  feature: string | null
  value: number
  expected: number
}

/** Faults that make values wrong; the others only mean fewer or more rows, which the tests allow for by themselves. */
const spoiling: ReadonlySet<QualityCheck> = new Set(['NULLS', 'RANGE', 'CLOCK', 'ORDER'])

/** Whether a partition with this fault is left out of the tests of its window. */
export function spoilsTests(fault: Fault): boolean {
  return spoiling.has(fault.check)
}

/** Share of rows without a value, beyond that at training, that is a fault. */
const mostMissing = 0.25
/** Share of values far outside the training range that is a fault. */
const mostFar = 0.05
/** Share of outcomes with an impossible time that is a fault. */
const mostImpossible = 0.1
/** So few rows say nothing about shares. */
const leastCount = 5
/** How many times fewer or more rows than usual are a fault, where at least so many are usual. */
const volumeFactor = 2.5
const leastUsual = 20

/** The faults of one partition in one window, at most one of each check. */
export function checkQuality(sample: QualitySample, fleet: FleetWindow, settings: TestSettings): Fault[] {
  return [
    checkNulls(sample, settings),
    checkRange(sample),
    checkClock(sample, fleet, settings),
    checkOrder(sample),
    checkStaleness(sample, fleet) ?? checkVolume(sample),
  ].filter((fault) => fault !== undefined)
}

function checkNulls(sample: QualitySample, { minimumRows }: TestSettings): Fault | undefined {
  if (sample.predictionCount < minimumRows) return undefined
  return worstFeature(sample, 'NULLS', (at) => {
    const expected = sample.trainingMissing[at] as number
    const value = (sample.missing[at] as number) / sample.predictionCount
    return value > expected + mostMissing ? { value, expected } : undefined
  })
}

function checkRange(sample: QualitySample): Fault | undefined {
  return worstFeature(sample, 'RANGE', (at) => {
    const far = sample.far[at] as number
    const value = far / sample.predictionCount
    return far >= leastCount && value > mostFar ? { value, expected: 0 } : undefined
  })
}

/** A clock that is ahead shows in outcomes observed after they were received, one that moved in another delay. */
function checkClock(sample: QualitySample, fleet: FleetWindow, settings: TestSettings): Fault | undefined {
  const { partition, meanDelay, receivedCount, aheadCount, usual } = sample
  if (meanDelay === null || receivedCount < leastCount) return undefined
  const expected = usual.meanDelay ?? fleet.medianDelay ?? 0
  // Partitions differ: without a past of its own one is compared more mildly.
  const tolerance = settings.clockToleranceSeconds * (usual.meanDelay === null ? 3 : 1)
  const isKnown = usual.meanDelay !== null || fleet.medianDelay !== null
  const isMoved = isKnown && Math.abs(meanDelay - expected) > tolerance
  const isAhead = aheadCount >= leastCount && aheadCount / receivedCount > mostImpossible
  if (!isMoved && !isAhead) return undefined
  return { check: 'CLOCK', partition, feature: null, value: meanDelay, expected }
}

function checkOrder({ partition, earlyCount, outcomeCount }: QualitySample): Fault | undefined {
  const value = earlyCount / outcomeCount
  if (earlyCount < leastCount || value <= mostImpossible) return undefined
  return { check: 'ORDER', partition, feature: null, value, expected: 0 }
}

function checkVolume({ partition, predictionCount: value, usual }: QualitySample): Fault | undefined {
  const expected = usual.predictionCount
  if (expected === null || expected < leastUsual) return undefined
  if (value * volumeFactor >= expected && value <= expected * volumeFactor) return undefined
  return { check: 'VOLUME', partition, feature: null, value, expected }
}

/** A partition is silent while the endpoint speaks, or predictions or outcomes have ended while the others go on. */
function checkStaleness(sample: QualitySample, fleet: FleetWindow): Fault | undefined {
  const { partition, predictionCount, outcomeCount, usual } = sample
  const silent = { check: 'STALENESS', partition, feature: null, value: 0 } as const
  const othersSpeak = fleet.predictionCount * 2 >= fleet.usualPredictionCount || fleet.outcomeCount > 0
  if (predictionCount === 0 && (usual.predictionCount ?? 0) >= leastUsual && othersSpeak) {
    return { ...silent, expected: usual.predictionCount as number }
  }
  const usualOutcomes = usual.outcomeCount ?? 0
  if (outcomeCount === 0 && usualOutcomes >= leastUsual && predictionCount * volumeFactor >= usualOutcomes) {
    return { ...silent, expected: usualOutcomes }
  }
  return undefined
}

function worstFeature(
  { partition, features }: QualitySample,
  check: QualityCheck,
  faultAt: (at: number) => { value: number; expected: number } | undefined,
): Fault | undefined {
  let worst: Fault | undefined
  for (const [at, feature] of features.entries()) {
    const fault = faultAt(at)
    if (fault && (!worst || fault.value - fault.expected > worst.value - worst.expected)) {
      worst = { check, partition, feature, ...fault }
    }
  }
  return worst
}
