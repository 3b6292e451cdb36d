import { binnedCorrelation, effectiveSize } from '@headway/statistics/intraclass-correlation'
import { normalQuantile } from '@headway/statistics/normal-distribution'
import { seededRandom } from '@headway/statistics/seeded-random'
import type { DriftSample } from '../src/domain/drift-test.ts'
import { binCount, binOf, edgeCount } from '../src/domain/histogram.ts'
import type { PerformanceSample } from '../src/domain/performance-test.ts'

/**
 * A feature whose variance lies between: the days of the whole city, the days of one partition, the trips of a day, and
 * rows. Shares add up to at most 1; a heavy one has now and then a value far out.
 */
export type FeatureKind = { name: string; city: number; day: number; trip: number; heavy?: boolean }

export const featureKinds: FeatureKind[] = [
  { name: 'weekday', city: 1, day: 0, trip: 0 },
  { name: 'weather', city: 0.9, day: 0, trip: 0 },
  { name: 'system_gain', city: 0.3, day: 0.05, trip: 0 },
  { name: 'delay', city: 0.05, day: 0.05, trip: 0.3, heavy: true },
  { name: 'delay_change', city: 0.01, day: 0.02, trip: 0.1 },
  { name: 'road_gain', city: 0.05, day: 0.1, trip: 0.1, heavy: true },
  { name: 'leader_gap', city: 0, day: 0.01, trip: 0.5 },
  { name: 'dwell', city: 0, day: 0, trip: 0.05 },
  { name: 'history', city: 0, day: 0.005, trip: 0 },
  { name: 'time_of_day', city: 0, day: 0, trip: 0.9 },
]

export type Fleet = {
  names: string[]
  profiles: (DriftSample['reference'] & { edges: Float64Array })[]
  /** One more day, with partitions whose features are shifted by so many standard deviations. */
  nextDay(shifted?: ReadonlyMap<number, number>): DriftSample[]
}

const rowsPerTrip = 4

/** A fleet with training profiles over `days`, made like those of the departures app. */
export function simulateFleet(
  seed: number,
  { partitions, days = 28, trips = 15 }: { partitions: number; days?: number; trips?: number },
): Fleet {
  const random = seededRandom(seed)
  const normal = () => normalQuantile(random() || 0.5)
  const cityDay = () => featureKinds.map(normal)
  const partitionDay = (city: number[], shift: number): Float64Array[] => {
    const rows = trips * rowsPerTrip
    return featureKinds.map((kind, feature) => {
      const values = new Float64Array(rows)
      const day = Math.sqrt(kind.city) * (city[feature] as number) + Math.sqrt(kind.day) * normal()
      const rest = Math.sqrt(Math.max(0, 1 - kind.city - kind.day - kind.trip))
      for (let row = 0, trip = 0; row < rows; row++) {
        if (row % rowsPerTrip === 0) trip = Math.sqrt(kind.trip) * normal()
        const far = kind.heavy && random() < 0.03 ? 4 : 1
        values[row] = day + (trip + rest * normal()) * far + shift
      }
      return values
    })
  }
  const names = Array.from({ length: partitions }, (_, at) => `R${at % 12}/0/S${at}`)
  const training = Array.from({ length: days }, cityDay)
  const profiles = names.map(() => profileOf(training.map((city) => partitionDay(city, 0))))
  return {
    names,
    profiles,
    nextDay(shifted = new Map()) {
      const city = cityDay()
      return names.map((partition, at): DriftSample => {
        const profile = profiles[at] as (typeof profiles)[number]
        const values = partitionDay(city, shifted.get(at) ?? 0)
        const counts = new Uint32Array(featureKinds.length * binCount)
        for (const [feature, column] of values.entries()) {
          for (const value of column) {
            const slot = feature * binCount + binOf(profile.edges, feature * edgeCount, value)
            counts[slot] = (counts[slot] as number) + 1
          }
        }
        return {
          partition,
          referenceVersionId: 'departures/1',
          features: featureKinds.map(({ name }) => name),
          counts,
          sums: values.map((column) => column.reduce((sum, value) => sum + value, 0)),
          reference: profile,
          earlier: undefined,
        }
      })
    },
  }
}

function profileOf(days: Float64Array[][]): Fleet['profiles'][number] {
  const edges = new Float64Array(featureKinds.length * edgeCount)
  const counts = new Uint32Array(featureKinds.length * binCount)
  const [means, deviations, correlations, groups] = [[], [], [], []] as [
    number[],
    number[],
    number[],
    number[],
  ]
  for (const feature of featureKinds.keys()) {
    const columns = days.map((day) => day[feature] as Float64Array)
    const values = Float64Array.from(columns.flatMap((column) => [...column]))
    const dayOf = columns.flatMap((column, day) => new Array<number>(column.length).fill(day))
    const sorted = values.toSorted()
    for (let edge = 0; edge < edgeCount; edge++) {
      edges[feature * edgeCount + edge] = sorted[
        Math.floor(((edge + 1) * sorted.length) / binCount)
      ] as number
    }
    const places = values.map((value) => binOf(edges, feature * edgeCount, value))
    for (const place of places) {
      counts[feature * binCount + place] = (counts[feature * binCount + place] as number) + 1
    }
    const found = binnedCorrelation(places, dayOf, days.length, binCount)
    correlations.push(found.correlation)
    groups.push(found.groups)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    means.push(mean)
    deviations.push(Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length))
  }
  return { edges, counts, means, deviations, correlations, days: groups }
}

/** The days of the errors of a fleet: what gates measured over `gateDays`, and then day after day. */
export function simulateErrors(
  seed: number,
  { partitions, gateDays = 7 }: { partitions: number; gateDays?: number },
) {
  const random = seededRandom(seed)
  const normal = () => normalQuantile(random() || 0.5)
  const rows = 60
  const base = Array.from({ length: partitions }, () => 30 + 60 * random())
  const spread = Array.from({ length: partitions }, () => 0.1 + 0.25 * random())
  const worth = effectiveSize(rows, 1, 0.05)
  const day = (factor: (at: number) => number) => {
    const city = Math.exp(0.1 * normal())
    return base.map((mean, at) => {
      const level = mean * city * Math.exp((spread[at] as number) * normal()) * factor(at)
      // Absolute errors of one day scatter about as much as their mean.
      return Math.max(1, level * (1 + (0.9 * normal()) / Math.sqrt(worth)))
    })
  }
  const gate = Array.from({ length: gateDays }, () => day(() => 1))
  const gates = base.map((_, at) => {
    const errors = gate.map((one) => one[at] as number)
    const mean = errors.reduce((sum, error) => sum + error, 0) / gateDays
    const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (gateDays - 1)
    return {
      meanAbsoluteError: mean,
      dailyDeviation: Math.sqrt(variance),
      days: gateDays,
      rows: rows * gateDays,
    }
  })
  return {
    nextDay(worse: ReadonlyMap<number, number> = new Map()): PerformanceSample[] {
      return day((at) => worse.get(at) ?? 1).map((error, at) => ({
        partition: `R${at % 12}/0/S${at}`,
        versionId: 'departures/1',
        errors: {
          count: rows,
          absolute: rows * error,
          signed: 0,
          squared: rows * error * error * 1.8,
          fallbacks: 0,
        },
        gate: gates[at] as (typeof gates)[number],
        earlier: [],
      }))
    },
  }
}
