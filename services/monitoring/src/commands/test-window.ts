import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import { type DriftTests, openDriftTests } from '../domain/drift-test.ts'
import { fleetWindow } from '../domain/fleet-window.ts'
import { testPerformance } from '../domain/performance-test.ts'
import { checkQuality, type Fault, type QualitySample, spoilsTests } from '../domain/quality-check.ts'
import { daysIn } from '../domain/window.ts'
import type { Database } from '../store/database.ts'
import { saveDriftEvidence, type WindowEvidence } from '../store/drift-evidence.ts'
import { type PartitionSample, readDriftSamples } from '../store/drift-samples.ts'
import { countSketchedRows } from '../store/feature-sketches.ts'
import {
  insertPartitionWindows,
  type OutcomeSums,
  readOutcomeSums,
  readUsual,
} from '../store/partition-windows.ts'
import { readPerformanceSamples, savePerformanceEvidence } from '../store/performance-samples.ts'
import type { Tested } from './file-report.ts'
import { reportDrift } from './report-drift.ts'
import { reportPerformance } from './report-performance.ts'
import { reportQuality } from './report-quality.ts'

/** Confirming windows may lie so many times their number back: a stop that is served on Sundays alone is tested weekly. */
const lookBack = 7

const unseen: OutcomeSums = { count: 0, received: 0, ahead: 0, early: 0, delaySeconds: 0 }
const unknown = { predictionCount: null, outcomeCount: null, meanDelay: null }

/**
 * Tests a window: first the quality of its data, then drift and error of the partitions whose data are sound. A final test
 * tells and raises what it finds and is evidence for the next window; a look at an open one is only reported.
 */
export async function testWindow(context: Context, tx: Transaction<Database>, tested: Tested): Promise<void> {
  const { monitor, window, isFinal } = tested
  const { tests: settings, endpoint } = monitor
  const limits = {
    most: settings.confirmWindows - 1,
    since: window.startMs - lookBack * settings.confirmWindows * (window.endMs - window.startMs),
  }
  const outcomes = await readOutcomeSums(tx, endpoint, window)
  const usual = await readUsual(tx, endpoint, window)
  const predictionCount = await countSketchedRows(tx, endpoint, window)
  const fleet = fleetWindow({ predictionCount, outcomeCount: window.outcomeCount }, outcomes, usual)

  const faults: Fault[] = []
  const spoilt = new Set<string>()
  const seen = new Map<string, QualitySample>()
  const check = (partition: string, sample: PartitionSample | undefined): void => {
    const quality = qualitySample(partition, sample, outcomes.get(partition), usual.get(partition))
    seen.set(partition, { ...quality, missing: [], far: [] })
    if (!settings.testDataQuality) return
    for (const fault of checkQuality(quality, fleet, settings)) {
      faults.push(fault)
      if (spoilsTests(fault)) spoilt.add(partition)
    }
  }
  const drift = openDriftTests(daysIn(window), settings)
  const features = new Map<string, Pick<PartitionSample, 'features' | 'referenceVersionId'>>()
  for await (const samples of readDriftSamples(tx, monitor, window, limits)) {
    for (const sample of samples) {
      check(sample.partition, sample)
      if (!settings.testDrift || spoilt.has(sample.partition)) continue
      features.set(sample.partition, sample)
      drift.add(sample)
    }
  }
  for (const partition of [...outcomes.keys(), ...usual.keys()]) {
    if (!seen.has(partition)) check(partition, undefined)
  }

  if (settings.testDataQuality) await reportQuality(context, tx, tested, faults, seen.size)
  if (settings.testDrift) {
    const found = drift.conclude()
    await reportDrift(context, tx, tested, found, spoilt.size)
    if (isFinal && limits.most > 0) {
      await saveDriftEvidence(tx, endpoint, window, evidenceOf(found, features), limits.most)
    }
  }
  if (settings.testPerformance) {
    const samples = await readPerformanceSamples(tx, monitor, window, limits)
    const sound = samples.filter(({ partition }) => !spoilt.has(partition))
    const found = testPerformance(sound, daysIn(window), settings)
    await reportPerformance(context, tx, tested, found, samples.length - sound.length)
    if (isFinal && limits.most > 0) {
      await savePerformanceEvidence(tx, endpoint, window, found.tests, limits.most)
    }
  }
  if (isFinal) {
    const wrongClocks = new Set(
      faults.filter((fault) => fault.check === 'CLOCK').map((fault) => fault.partition),
    )
    await insertPartitionWindows(
      tx,
      endpoint,
      window,
      [...seen.values()].map((sample) => ({
        ...sample,
        meanDelay: wrongClocks.has(sample.partition) ? null : sample.meanDelay,
      })),
    )
  }
}

function qualitySample(
  partition: string,
  sample: PartitionSample | undefined,
  sums: OutcomeSums = unseen,
  usual: QualitySample['usual'] = unknown,
): QualitySample {
  return {
    partition,
    predictionCount: sample?.count ?? 0,
    outcomeCount: sums.count,
    features: sample?.features ?? [],
    missing: sample?.missing ?? [],
    far: sample?.far ?? [],
    trainingMissing: sample?.reference.missing ?? [],
    receivedCount: sums.received,
    aheadCount: sums.ahead,
    earlyCount: sums.early,
    meanDelay: sums.received > 0 ? sums.delaySeconds / sums.received : null,
    usual,
  }
}

/** What this window says to the next ones, for each feature of each partition. */
function evidenceOf(
  { tests }: DriftTests,
  features: ReadonlyMap<string, Pick<PartitionSample, 'features' | 'referenceVersionId'>>,
): WindowEvidence[] {
  const places = new Map<readonly string[], Map<string, number>>()
  const said = new Map<string, WindowEvidence>()
  for (const { partition, feature, windowPValue, distance } of tests) {
    const sample = features.get(partition)
    if (!sample) continue
    let place = places.get(sample.features)
    if (!place) {
      place = new Map(sample.features.map((name, at) => [name, at]))
      places.set(sample.features, place)
    }
    let evidence = said.get(partition)
    if (!evidence) {
      const values = new Float64Array(2 * sample.features.length).fill(Number.NaN)
      evidence = { partition, referenceVersionId: sample.referenceVersionId, values }
      said.set(partition, evidence)
    }
    evidence.values.set([windowPValue, distance], 2 * (place.get(feature) as number))
  }
  return [...said.values()]
}
