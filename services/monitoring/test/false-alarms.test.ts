import { expect, test } from 'vitest'
import { type DriftSample, type DriftTests, openDriftTests } from '../src/domain/drift-test.ts'
import { combineEvidence, type Evidence } from '../src/domain/evidence.ts'
import { testPerformance } from '../src/domain/performance-test.ts'
import { defaultTestSettings } from '../src/domain/test-settings.ts'
import { featureKinds, simulateErrors, simulateFleet } from './simulated-fleet.ts'

const settings = { ...defaultTestSettings, leastDistance: 0 }

/** Tests days one after the other, each confirmed by those before it. */
function runDays(days: readonly DriftSample[][], confirmWindows: number): DriftTests[] {
  const said: Map<string, Evidence>[] = []
  return days.map((samples) => {
    const run = openDriftTests(1, { ...settings, confirmWindows })
    for (const sample of samples) {
      const earlier = featureKinds.map(({ name }) => {
        let evidence: Evidence | undefined
        for (const one of said.slice(0, confirmWindows - 1)) {
          const known = one.get(`${sample.partition} ${name}`)
          if (known) evidence = combineEvidence(known.pValue, known.effect, evidence)
        }
        return evidence
      })
      run.add({ ...sample, earlier })
    }
    const found = run.conclude()
    said.unshift(
      new Map(
        found.tests.map(({ partition, feature, windowPValue: pValue, distance: effect }) => [
          `${partition} ${feature}`,
          { pValue, effect, windows: 1 },
        ]),
      ),
    )
    return found
  })
}

test('quiet days of a fleet raise drift no more often than declared, though all partitions share their weather', () => {
  let alarms = 0
  let windows = 0
  for (const seed of [1, 2]) {
    const fleet = simulateFleet(seed, { partitions: 120 })
    const days = Array.from({ length: 8 }, () => fleet.nextDay())
    for (const confirmWindows of [1, 2]) {
      for (const { tests } of runDays(days, confirmWindows)) {
        windows++
        if (tests.some(({ isConfirmed }) => isConfirmed)) alarms++
      }
    }
  }

  expect(windows).toBe(32)
  expect(alarms).toBeLessThanOrEqual(Math.ceil(0.05 * windows))
})

test('a shift by one standard deviation in some partitions is found there in two windows, and nowhere else', () => {
  const fleet = simulateFleet(7, { partitions: 120 })
  const shifted = new Map([3, 17, 40, 77, 101, 118].map((at) => [at, 1]))

  const [, second] = runDays([fleet.nextDay(shifted), fleet.nextDay(shifted)], 2)

  const found = new Set(second?.tests.filter((one) => one.isConfirmed).map(({ partition }) => partition))
  expect([...found].sort()).toEqual([...shifted.keys()].map((at) => fleet.names[at]).sort())
})

test('a feature that is one value a day is not tested, and who counts all rows as independent finds drift', () => {
  const fleet = simulateFleet(3, { partitions: 40 })
  const samples = fleet.nextDay()
  const naive = openDriftTests(1, { ...settings, confirmWindows: 1 })
  for (const sample of samples) {
    naive.add({
      ...sample,
      reference: { ...sample.reference, correlations: featureKinds.map(() => 0) },
    })
  }
  const [careful] = runDays([samples], 1)

  expect(careful?.tests.some(({ feature }) => feature === 'weekday' || feature === 'weather')).toBe(false)
  expect(careful?.tests.some(({ isFound }) => isFound)).toBe(false)
  expect(naive.conclude().tests.filter(({ isFound }) => isFound).length).toBeGreaterThan(20)
})

test('errors of quiet days raise no more than declared, errors four times as large are mostly found, and a bad day of all is none', () => {
  let alarms = 0
  let windows = 0
  for (let seed = 1; seed <= 6; seed++) {
    const errors = simulateErrors(seed, { partitions: 300 })
    for (let day = 0; day < 5; day++) {
      const { tests } = testPerformance(errors.nextDay(), 1, {
        ...settings,
        confirmWindows: 1,
        leastRatio: 1,
      })
      windows++
      if (tests.some(({ isConfirmed }) => isConfirmed)) alarms++
    }
  }
  expect(alarms).toBeLessThanOrEqual(Math.ceil(0.05 * windows) + 1)

  const errors = simulateErrors(77, { partitions: 300 })
  const worse = new Map(Array.from({ length: 20 }, (_, at) => [at * 15, 4]))
  const first = testPerformance(errors.nextDay(worse), 1, defaultTestSettings)
  const logs = new Map(first.tests.map(({ partition, excess }) => [partition, Math.log(excess)]))
  const second = testPerformance(
    errors.nextDay(worse).map((sample) => ({ ...sample, earlier: [logs.get(sample.partition) as number] })),
    1,
    defaultTestSettings,
  )
  const found = second.tests.flatMap(({ isConfirmed }, at) => (isConfirmed ? [at] : []))
  expect(found.filter((at) => worse.has(at)).length).toBeGreaterThanOrEqual(10)
  expect(found.filter((at) => !worse.has(at))).toEqual([])

  const storm = new Map(Array.from({ length: 300 }, (_, at) => [at, 1.2]))
  const shared = testPerformance(errors.nextDay(storm), 1, { ...defaultTestSettings, confirmWindows: 1 })
  expect(shared.tests.filter(({ isConfirmed }) => isConfirmed).length).toBeLessThanOrEqual(2)
})
