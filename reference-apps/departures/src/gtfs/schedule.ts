import { isServiceDay, type Service } from './service.ts'

/** What a GTFS schedule says. Times are seconds after the start of the service day, distances metres, dates YYYY-MM-DD. */
export type Schedule = {
  /** feed_version of feed_info.txt. */
  feedVersion: string | null
  /** The agency's time zone, as IANA names it. */
  timezone: string
  agencies: Map<string, Agency>
  stops: Map<string, Stop>
  routes: Map<string, Route>
  /** Every trip; those of frequencies.txt as their pattern and, where their times are exact, as each departure. */
  trips: Map<string, ScheduleTrip>
  shapes: Map<string, ShapePoint[]>
  services: Map<string, Service>
  /** By the trip that they repeat. */
  frequencies: Map<string, Frequency[]>
  /** In words, what was found odd and how it was read. */
  notes: string[]
}

export type Agency = { id: string; name: string }

export type Stop = {
  id: string
  name: string
  /** NaN for a node or boarding area without a place of its own. */
  lat: number
  lon: number
  /** 0 stop or platform, 1 station, 2 entrance, 3 node, 4 boarding area. */
  locationType: number
  parentId: string | null
}

export type Route = { id: string; shortName: string; longName: string; type: number }

export type ScheduleTrip = {
  id: string
  routeId: string
  directionId: '0' | '1'
  headsign: string
  serviceId: string
  blockId: string | null
  shapeId: string | null
  /** In order of their sequence; empty for a trip that stop_times.txt does not have. */
  stops: ScheduleStop[]
}

export type ScheduleStop = {
  sequence: number
  stopId: string
  arrivalS: number
  departureS: number
  timepoint: boolean
  /** Whole metres from the trip's first stop: along the shape where the schedule says, else straight from stop to stop. */
  distM: number
  /** Where the schedule has no time and the times are reckoned from those around. */
  isInterpolated?: true
}

export type ShapePoint = { lat: number; lon: number; distM: number }

export type Frequency = { startS: number; endS: number; headwayS: number; exactTimes: boolean }

const byService = new WeakMap<Schedule, Map<string, ScheduleTrip[]>>()

/** The trips that run on a service date (YYYY-MM-DD): with stops and a time of their own. */
export function tripsOn(schedule: Schedule, date: string): ScheduleTrip[] {
  let index = byService.get(schedule)
  if (!index) {
    const dated = [...schedule.trips.values()].filter(
      (trip) => trip.stops.length > 0 && !schedule.frequencies.has(trip.id),
    )
    index = Map.groupBy(dated, (trip) => trip.serviceId)
    byService.set(schedule, index)
  }
  return [...index].flatMap(([serviceId, trips]) => (runsOn(schedule, serviceId, date) ? trips : []))
}

/** Whether a service runs on a date (YYYY-MM-DD). */
export function runsOn(schedule: Schedule, serviceId: string, date: string): boolean {
  const service = schedule.services.get(serviceId)
  return service !== undefined && isServiceDay(service, date)
}
