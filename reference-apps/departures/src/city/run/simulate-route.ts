import type { CityDay } from '../conditions/city-day.ts'
import { wayConditions } from '../conditions/way-conditions.ts'
import { slotOf } from '../demand-profile.ts'
import type { City } from '../network.ts'
import { type RandomStream, randomStream } from '../random-stream.ts'
import type { ScheduledRoute } from '../schedule/schedule.ts'
import type { ScheduledTrip } from '../schedule/timetable.ts'
import { driveTrip, type Road } from './drive-trip.ts'
import type { BlockRun, RouteRun, TripRun } from './route-run.ts'
import { vehicleNumbers } from './vehicle-numbers.ts'

const cancelledShare = 0.01
const shortTurnShare = 0.003
const addedShare = 0.003
const wrongSignOnShare = 0.0025
/** However late, a driver takes this long at a terminal. */
const leastBreakS = 120

type Duty = { trip: ScheduledTrip; added: boolean; random: RandomStream; lateness: number }
type Block = { vehicle: string; duties: Duty[]; readyAt: number; run: BlockRun }

/** A route on a day, both directions; depends on the city's plan, the route and the day alone. */
export function simulateRoute(city: City, route: ScheduledRoute, day: CityDay): RouteRun {
  const timetable = route.timetable(day.weekend)
  const vehicles = vehicleNumbers(city.seed, route.route.number, day.day, timetable.blockCount + 1)
  const blocks = vehicles.map(
    (vehicle): Block => ({ vehicle, duties: [], readyAt: 0, run: { vehicle, trips: [] } }),
  )
  const roads = route.patterns.map(
    (pattern): Road => ({
      ways: wayConditions(pattern, day),
      lastDepartures: new Float64Array(pattern.stops.length).fill(Number.NaN),
      headwayS: route.route.headwayMinutes * 60,
    }),
  )
  const trips: TripRun[] = []
  for (const trip of timetable.trips) {
    const random = randomStream(city.seed, 'trip', trip.id, day.day)
    if (random.uniform() < cancelledShare) {
      const run = emptyRun(trip, blocks[trip.block]?.vehicle as string)
      trips.push({ ...run, relationship: 'Canceled', driven: 0 })
      continue
    }
    const lateness = terminalLateness(day, trip.departures[0] as number, random)
    blocks[trip.block]?.duties.push({ trip, added: false, random, lateness })
    const extra = random.uniform() < addedShare ? extraTrip(trip, route, day) : undefined
    const spare = blocks[timetable.blockCount] as Block
    if (extra && isFree(spare, extra))
      spare.duties.push({ trip: extra, added: true, random: randomStream(city.seed, extra.id), lateness: 0 })
  }
  for (;;) {
    const block = nextToStart(blocks)
    if (!block) break
    const { trip, added, random, lateness } = block.duties.shift() as Duty
    const start = startOf(block, trip, lateness)
    const run = emptyRun(trip, block.vehicle)
    if (added) run.relationship = 'Added'
    else if (random.uniform() < shortTurnShare) turnEarly(run, random)
    driveTrip(run, start, roads[trip.pattern.direction] as Road, day, random)
    block.readyAt = run.departures[run.driven - 1] as number
    if (run.driven < trip.departures.length) block.readyAt += 0.6 * leftOver(run)
    block.run.trips.push(run)
    trips.push(run)
  }
  trips.sort((a, b) => (a.trip.departures[0] as number) - (b.trip.departures[0] as number))
  signOnWrongly(trips, randomStream(city.seed, 'sign-on', route.route.number, day.day))
  return {
    route,
    day: day.day,
    trips,
    blocks: blocks.map(({ run }) => run).filter(({ trips }) => trips.length > 0),
  }
}

function emptyRun(trip: ScheduledTrip, vehicle: string): TripRun {
  const places = trip.departures.length
  return {
    trip,
    relationship: 'Scheduled',
    vehicle,
    arrivals: new Float64Array(places).fill(Number.NaN),
    departures: new Float64Array(places).fill(Number.NaN),
    skipped: new Uint8Array(places),
    driven: places,
    reported: trip,
  }
}

/** The block whose next trip starts first: all that may stand before it on the road has then been driven. */
function nextToStart(blocks: Block[]): Block | undefined {
  let first: Block | undefined
  let firstStart = Number.POSITIVE_INFINITY
  for (const block of blocks) {
    const duty = block.duties[0]
    if (!duty) continue
    const start = startOf(block, duty.trip, duty.lateness)
    if (start < firstStart) {
      first = block
      firstStart = start
    }
  }
  return first
}

function startOf(block: Block, trip: ScheduledTrip, lateness: number): number {
  const ready = block.readyAt === 0 ? 0 : block.readyAt + leastBreakS
  return Math.max((trip.departures[0] as number) + lateness, ready)
}

function terminalLateness(day: CityDay, at: number, random: RandomStream): number {
  if (random.uniform() < 0.012) return 240 + 420 * random.uniform()
  if (random.uniform() < 0.55) return 0
  return random.gamma(1.2) * 45 * (1 + (day.profile[slotOf(at)] as number))
}

/** An unscheduled vehicle seven minutes after a trip, where demand is known to be high. */
function extraTrip(trip: ScheduledTrip, { route }: ScheduledRoute, day: CityDay): ScheduledTrip {
  return {
    ...trip,
    id: `${route.id}-${trip.pattern.direction}-extra-${day.day}-${Math.round(trip.departures[0] as number)}`,
    departures: trip.departures.map((at) => at + 7 * 60),
    block: -1,
    blockId: '',
  }
}

function isFree(spare: Block, extra: ScheduledTrip): boolean {
  const before = spare.duties.at(-1)?.trip
  return before === undefined || (before.departures.at(-1) as number) + 1800 < (extra.departures[0] as number)
}

function turnEarly(run: TripRun, random: RandomStream): void {
  const places = run.trip.departures.length
  run.driven = Math.floor((0.5 + 0.35 * random.uniform()) * places)
  run.skipped.fill(1, run.driven)
}

function leftOver({ trip, driven }: TripRun): number {
  return (trip.departures.at(-1) as number) - (trip.departures[driven - 1] as number)
}

/** Two drivers who follow each other say that they run the other's trip. */
function signOnWrongly(trips: TripRun[], random: RandomStream): void {
  for (const direction of [0, 1]) {
    const runs = trips.filter(
      ({ trip, relationship, driven }) =>
        trip.pattern.direction === direction &&
        relationship === 'Scheduled' &&
        driven === trip.departures.length,
    )
    for (let index = 0; index + 1 < runs.length; index++) {
      if (random.uniform() >= wrongSignOnShare) continue
      const [one, other] = [runs[index] as TripRun, runs[index + 1] as TripRun]
      one.reported = other.trip
      other.reported = one.trip
      index++
    }
  }
}
