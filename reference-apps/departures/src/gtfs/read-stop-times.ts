import { DomainError } from '@headway/kit/errors'
import { eachRow } from './csv-table.ts'
import { fillTimes, unknownTime } from './fill-times.ts'
import { greatCircleM } from './great-circle.ts'
import {
  expectedInteger,
  expectedNumber,
  expectedTime,
  readInteger,
  readNumber,
  readTime,
} from './gtfs-values.ts'
import { metresAlong, type Shape } from './read-shapes.ts'
import type { ScheduleStop, ScheduleTrip, Stop } from './schedule.ts'

/** shape_dist_traveled of each stop of a trip, in the order of its stops; NaN where the schedule does not say. */
type Travelled = ReadonlyMap<ScheduleTrip, number[]>

/** Reads stop_times.txt into the trips; gives in words what it found odd. Times of one trip that are missing are filled. */
export function readStopTimes(
  content: Uint8Array,
  trips: ReadonlyMap<string, ScheduleTrip>,
  stops: ReadonlyMap<string, Stop>,
  shapes: ReadonlyMap<string, Shape>,
): string[] {
  const travelled = new Map<ScheduleTrip, number[]>()
  const areas = new Set<string>()
  let trip: ScheduleTrip | undefined
  let travelledOfTrip: number[] = []
  eachRow('stop_times.txt', content, ['trip_id', 'stop_id', 'stop_sequence'], (row) => {
    const tripId = row.required('trip_id')
    if (trip?.id !== tripId) {
      trip = trips.get(tripId)
      if (!trip) throw row.fault('trip_id', 'a trip of trips.txt')
      travelledOfTrip = travelled.get(trip) ?? []
      travelled.set(trip, travelledOfTrip)
    }
    if (row.text('stop_id') === '' && (row.text('location_id') || row.text('location_group_id'))) {
      areas.add(tripId)
      return
    }
    const stop = stops.get(row.required('stop_id'))
    if (!stop) throw row.fault('stop_id', 'a stop of stops.txt')
    const sequence = row.value('stop_sequence', readInteger, expectedInteger)
    if (sequence === null) throw row.fault('stop_sequence', expectedInteger)
    const arrivalS = row.value('arrival_time', readTime, expectedTime)
    const departureS = row.value('departure_time', readTime, expectedTime)
    const along = row.value('shape_dist_traveled', readNumber, expectedNumber)
    const visit: ScheduleStop = {
      sequence,
      stopId: stop.id,
      arrivalS: arrivalS ?? departureS ?? unknownTime,
      departureS: departureS ?? arrivalS ?? unknownTime,
      timepoint: (arrivalS ?? departureS) !== null && row.text('timepoint') !== '0',
      distM: 0,
    }
    trip.stops.push(visit)
    travelledOfTrip.push(along ?? Number.NaN)
  })
  const notes = areas.size > 0 ? [`${areas.size} trips that serve areas, not stops, are left out there`] : []
  return [...notes, ...finishTrips(trips, stops, shapes, travelled)]
}

function finishTrips(
  trips: ReadonlyMap<string, ScheduleTrip>,
  stops: ReadonlyMap<string, Stop>,
  shapes: ReadonlyMap<string, Shape>,
  travelled: Travelled,
): string[] {
  const metresOf = new Map([...shapes].map(([id, shape]) => [id, metresAlong(shape)]))
  const backwards: string[] = []
  let filled = 0
  for (const trip of trips.values()) {
    const along = travelled.get(trip) ?? []
    sortStops(trip, along)
    measure(trip, along, stops, trip.shapeId === null ? undefined : metresOf.get(trip.shapeId))
    filled += fillTimes(trip)
    if (trip.stops.some((stop, k) => stop.arrivalS < (trip.stops[k - 1]?.departureS ?? 0)))
      backwards.push(trip.id)
  }
  const empty = [...trips.values()].filter((trip) => trip.stops.length === 0)
  return [
    ...(filled > 0 ? [`${filled} stop times without a time are interpolated by distance`] : []),
    ...(empty.length > 0 ? [`${empty.length} trips have no stop times (${empty[0]?.id})`] : []),
    ...(backwards.length > 0 ? [`${backwards.length} trips go back in time (${backwards[0]})`] : []),
  ]
}

function sortStops(trip: ScheduleTrip, along: number[]): void {
  const { stops } = trip
  if (stops.some((stop, k) => stop.sequence < (stops[k - 1]?.sequence ?? 0))) {
    const order = stops.map((_, k) => k).sort((a, b) => stops[a]!.sequence - stops[b]!.sequence)
    trip.stops = order.map((k) => stops[k]!)
    along.splice(0, along.length, ...order.map((k) => along[k]!))
  }
  const twice = trip.stops.find((stop, k) => stop.sequence === trip.stops[k - 1]?.sequence)
  if (!twice) return
  throw new DomainError(
    'INVALID_ARGUMENT',
    `stop_times.txt has stop_sequence ${twice.sequence} of trip ${trip.id} twice`,
    {
      field: 'stop_times.txt: stop_sequence',
      value: twice.sequence,
      expected: 'each sequence of a trip once',
    },
  )
}

function measure(
  trip: ScheduleTrip,
  along: readonly number[],
  stops: ReadonlyMap<string, Stop>,
  metres: ((value: number) => number) | undefined,
): void {
  const isTold = metres !== undefined && !along.some(Number.isNaN)
  const start = isTold ? metres(along[0] ?? 0) : 0
  let straight = 0
  for (const [k, stop] of trip.stops.entries()) {
    const before = trip.stops[k - 1]
    if (before) straight += greatCircleM(stops.get(before.stopId)!, stops.get(stop.stopId)!) || 0
    stop.distM = Math.round(isTold ? metres(along[k] ?? 0) - start : straight)
  }
}
