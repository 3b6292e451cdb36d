import { beforeAll, expect, test } from 'vitest'
import { isOnStretch } from './conditions/stretch.ts'
import { type City, createCity } from './network.ts'
import { measureDisruption } from './run/measure-disruption.ts'
import {
  type Lateness,
  measureHeadways,
  measureLateness,
  routeRuns,
  wholeTrips,
} from './run/measure-lateness.ts'
import { measureSpread } from './run/measure-spread.ts'
import type { RouteRun } from './run/route-run.ts'

const monday = 20_514
const seeds = [1, 3]
const cities = new Map<number, { city: City; runs: RouteRun[]; lateness: Lateness }>()

beforeAll(() => {
  for (const seed of seeds) {
    const city = createCity({ seed, routeCount: 12 })
    const runs = [...routeRuns(city, monday, 28)]
    cities.set(seed, { city, runs, lateness: measureLateness(runs) })
  }
})

function ofSeed(seed: number) {
  const known = cities.get(seed)
  if (!known) throw new Error(`no city of seed ${seed}`)
  return known
}

test.each(seeds)('of seed %i, seven or eight departures of ten are on time', (seed) => {
  const { onTime } = ofSeed(seed).lateness

  expect(onTime).toBeGreaterThan(0.7)
  expect(onTime).toBeLessThan(0.8)
})

test.each(seeds)('of seed %i, delays are as long and as uneven as those of real vehicles', (seed) => {
  const { meanAbsolute, p5, p50, p95 } = ofSeed(seed).lateness

  expect(meanAbsolute).toBeGreaterThan(150)
  expect(meanAbsolute).toBeLessThan(190)
  expect(Math.abs(p5 - -77)).toBeLessThan(20)
  expect(Math.abs(p50 - 69)).toBeLessThan(20)
  expect(Math.abs(p95 - 655)).toBeLessThan(150)
})

test('gaps between vehicles vary the more the shorter the headway is', () => {
  const runs = seeds.flatMap((seed) => ofSeed(seed).runs)

  const { variation } = measureHeadways(runs)

  const expected = [
    [8, 0.5],
    [12, 0.4],
    [20, 0.25],
    [30, 0.2],
  ] as const
  for (const [headway, value] of expected)
    expect(Math.abs((variation.get(headway) ?? 0) - value)).toBeLessThan(0.1)
  expect(variation.get(8)).toBeGreaterThan(variation.get(20) ?? 1)
})

test('about one of twelve vehicles of frequent routes runs in a bunch', () => {
  const runs = seeds.flatMap((seed) => ofSeed(seed).runs)

  const share = measureHeadways(runs).bunched(12)

  expect(share).toBeGreaterThan(0.055)
  expect(share).toBeLessThan(0.105)
})

test.each(seeds)(
  'of seed %i, uncertainty grows as the square root of time, and own pace tells little',
  (seed) => {
    const { city, runs } = ofSeed(seed)

    const { slope, paceCorrelation } = measureSpread(city, runs.slice(0, 12 * 10))

    expect(slope).toBeGreaterThan(0.45)
    expect(slope).toBeLessThan(0.55)
    expect(Math.abs(paceCorrelation)).toBeLessThan(0.1)
  },
)

test.each(seeds)(
  'of seed %i, one trip of a hundred is cancelled, and few turn early or are added',
  (seed) => {
    const trips = ofSeed(seed).runs.flatMap((run) => run.trips)
    const share = (count: number) => count / trips.length

    expect(
      Math.abs(share(trips.filter((run) => run.relationship === 'Canceled').length) - 0.01),
    ).toBeLessThan(0.003)
    const turned = trips.filter(
      (run) => run.relationship === 'Scheduled' && run.driven < run.departures.length,
    )
    expect(Math.abs(share(turned.length) - 0.003)).toBeLessThan(0.0015)
    const added = share(trips.filter((run) => run.relationship === 'Added').length)
    expect(added).toBeGreaterThan(0.0005)
    expect(added).toBeLessThan(0.006)
  },
)

test('lateness is carried from a trip to the next one of its vehicle', () => {
  const { runs } = ofSeed(1)
  let late = 0
  let carried = 0
  for (const { blocks } of runs) {
    for (const { trips } of blocks) {
      trips.forEach((run, index) => {
        const next = trips[index + 1]
        if (!next || !wholeTrips({ trips: [run] } as RouteRun).length) return
        if ((run.arrivals.at(-1) as number) < (next.trip.departures[0] as number)) return
        late++
        if ((next.departures[0] as number) > (run.arrivals.at(-1) as number)) carried++
      })
    }
  }

  expect(late).toBeGreaterThan(100)
  expect(carried).toBe(late)
})

test.each([
  [1, { street: 'S88', from: 62, to: 68 }],
  [3, { street: 'A80', from: 60, to: 66 }],
] as const)(
  'of seed %i, where there is a detour or an alert errors are two to three times as big',
  (seed, stretch) => {
    const city = createCity({
      seed,
      routeCount: 12,
      scenarios: [{ kind: 'detour', from: '2026-03-30', stretch }],
    })
    const runs = [...routeRuns(city, monday + 28, 5)]

    const past = ofSeed(seed).runs.slice(0, 12 * 14)
    const { undisturbed, detour, alert } = measureDisruption(city, past, runs, (stop) =>
      isOnStretch(stop, stretch),
    )

    expect(detour / undisturbed).toBeGreaterThan(1.7)
    expect(alert / undisturbed).toBeLessThan(3.5)
    const both = (detour + alert) / 2 / undisturbed
    expect(both).toBeGreaterThan(2)
    expect(both).toBeLessThan(3)
  },
)
