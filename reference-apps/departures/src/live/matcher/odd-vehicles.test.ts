import { expect, test } from 'vitest'
import { dueS, sampleRun } from '../sample-run.ts'
import type { TripRun } from '../trip-run.ts'
import { createMatcher, matchFixes, type StopVisit, type VehicleStanding } from './matcher.ts'
import { pathOf } from './path.ts'
import type { VehicleFix } from './vehicle-fix.ts'

const metresPerDegree = 111_195
const stopAlong = Float64Array.of(0, 600, 1200, 1800, 2400)
// A street that runs due north.
const path = { path: pathOf(Array.from(stopAlong, (along) => place(along))), stopAlong }

function place(along: number, aside = 0): { lat: number; lon: number } {
  return { lat: 10 + along / metresPerDegree, lon: aside / metresPerDegree }
}

/** A fix so many seconds after the run is due, metres along its way. */
function fix(
  seconds: number,
  along: number,
  changes: Partial<VehicleFix> & { aside?: number } = {},
): VehicleFix {
  const { aside = 0, ...others } = changes
  return {
    vehicleId: 'V1',
    label: null,
    tripId: 'T1',
    startDate: null,
    ...place(along, aside),
    atS: dueS + seconds,
    stopSequence: null,
    stopId: null,
    status: 'IN_TRANSIT_TO',
    ...others,
  }
}

type Followed = {
  visits: [place: number, seconds: number][]
  standings: (VehicleStanding | undefined)[]
  runs: TripRun[]
}

/** Reads the fixes one by one, each as soon as it was made. */
function follow(fixes: readonly VehicleFix[]): Followed {
  const runs = [sampleRun(), sampleRun({ id: 'T2' })]
  const matcher = createMatcher()
  const visits: StopVisit[] = []
  const standings: (VehicleStanding | undefined)[] = []
  for (const one of fixes) {
    const matched = matchFixes(
      matcher,
      [one],
      one.atS,
      ({ tripId }) => runs.find(({ trip }) => trip.id === tripId),
      () => path,
    )
    visits.push(...matched.visits)
    standings.push(matched.standing.get(one.vehicleId))
  }
  return {
    visits: visits.map((visit) => [visit.place, Math.round(visit.departedS - dueS)]),
    standings,
    runs,
  }
}

test('a vehicle that waits at its first stop is parked and leaves when it moves', () => {
  const { visits, standings } = follow([fix(-60, 2), fix(-30, -3), fix(0, 5), fix(30, 240)])

  expect(standings).toEqual(['parked', 'parked', 'parked', 'followed'])
  expect(visits.map(([at]) => at)).toEqual([0])
  expect(visits[0]?.[1]).toBeGreaterThanOrEqual(0)
  expect(visits[0]?.[1]).toBeLessThanOrEqual(15)
})

test('a system that names the second stop too early does not send the vehicle off', () => {
  const early = { stopSequence: 11, status: 'IN_TRANSIT_TO' } as const

  const { visits, standings } = follow([fix(-60, 2, early), fix(-30, 4, early)])

  expect(standings).toEqual(['parked', 'parked'])
  expect(visits).toEqual([])
})

test('of a vehicle first seen in the middle of its trip only what comes then is known', () => {
  const { visits, runs } = follow([fix(200, 900), fix(230, 1150), fix(260, 1400)])

  expect(visits.map(([at]) => at)).toEqual([2])
  expect(runs[0]?.reached).toBe(2)
  expect(runs[0]?.departedS[1]).toBeNaN()
})

test('it passes several stops between two fixes, each in its turn', () => {
  const { visits } = follow([fix(0, 300), fix(30, 560), fix(180, 1850)])

  expect(visits.map(([at]) => at)).toEqual([1, 2, 3])
  const times = visits.map(([, seconds]) => seconds)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(times.at(-1)).toBeLessThanOrEqual(180)
})

test('over a long silence nobody knows when it came by', () => {
  const { visits, runs } = follow([fix(0, 300), fix(400, 1500), fix(430, 1840)])

  expect(visits.map(([at]) => at)).toEqual([3])
  expect(runs[0]?.reached).toBe(3)
})

test('the same report twice and an older one tell nothing new', () => {
  const { visits } = follow([fix(0, 300), fix(60, 700), fix(60, 700), fix(30, 500), fix(90, 1000)])

  expect(visits.map(([at]) => at)).toEqual([1])
})

test('a jump back is a mistake until it is said three times, and no departure is told twice', () => {
  const { visits, standings } = follow([
    fix(0, 300),
    fix(60, 1300, { stopSequence: 31 }),
    fix(90, 700, { stopSequence: 21 }),
    fix(120, 1500, { stopSequence: 31 }),
    fix(150, 1850, { stopSequence: 41 }),
  ])

  expect(standings).toEqual(['followed', 'followed', 'backwards', 'followed', 'followed'])
  expect(visits.map(([at]) => at)).toEqual([1, 2, 3])
})

test('off its route it is not followed, and goes on where it comes back', () => {
  const { visits, standings } = follow([
    fix(0, 300),
    fix(30, 560),
    fix(60, 900, { aside: 400 }),
    fix(90, 1250),
    fix(120, 1500),
  ])

  expect(standings).toEqual(['followed', 'followed', 'offRoute', 'followed', 'followed'])
  expect(visits.map(([at]) => at)).toEqual([1, 2])
})

test('another trip said once is a mistake, said twice the vehicle has changed', () => {
  const slip = follow([fix(0, 300), fix(30, 560), fix(60, 800, { tripId: 'T2' }), fix(90, 1300)])
  const change = follow([
    fix(400, 2000),
    fix(430, 2250),
    fix(460, 5, { tripId: 'T2' }),
    fix(490, 6, { tripId: 'T2' }),
    fix(520, 200, { tripId: 'T2' }),
  ])

  expect(slip.visits.map(([at]) => at)).toEqual([1, 2])
  expect(change.visits.map(([at]) => at)).toEqual([4, 0])
  expect(change.visits[0]?.[1]).toBeGreaterThan(430)
  expect(change.visits[0]?.[1]).toBeLessThan(460)
})

test('a trip passes to another vehicle when the first is not heard of any more', () => {
  const other = { vehicleId: 'V2' }

  const { visits, standings } = follow([
    fix(0, 300),
    fix(30, 560),
    fix(60, 500, other),
    fix(150, 1100, other),
    fix(180, 1300, other),
  ])

  expect(standings).toEqual(['followed', 'followed', 'doubled', 'followed', 'followed'])
  expect(visits.map(([at]) => at)).toContain(2)
})
