import type { City } from '../network.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { isHoliday } from '../schedule/service-calendar.ts'
import type { ScheduledTrip } from '../schedule/timetable.ts'
import { dateOf, dayOf, isWeekend } from '../service-date.ts'
import type { Pattern } from '../streets/pattern.ts'

/** A file of a GTFS schedule; its text comes in parts. */
export type GtfsFile = { name: string; parts: Iterable<string> }

/** The files of a schedule that holds between two service dates, both included. */
export function gtfsTables(city: City, schedule: Schedule, from: string, to: string): GtfsFile[] {
  return [
    file('agency.txt', 'agency_id,agency_name,agency_url,agency_timezone,agency_lang', [
      `CITY,City Transit,https://transit.example,${city.timeZone},en\n`,
    ]),
    file(
      'feed_info.txt',
      'feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version,feed_contact_url',
      [
        `City Transit,https://transit.example,en,${compact(from)},${compact(to)},${schedule.feedVersion},https://transit.example/contact\n`,
      ],
    ),
    file('stops.txt', 'stop_id,stop_name,stop_lat,stop_lon,location_type', stopRows(schedule)),
    file(
      'routes.txt',
      'route_id,agency_id,route_short_name,route_long_name,route_type',
      schedule.routes.map(({ route }) => `${route.id},CITY,${route.number},${quoted(route.name)},3\n`),
    ),
    file(
      'calendar.txt',
      'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
      [
        `WD,1,1,1,1,1,0,0,${compact(from)},${compact(to)}\n`,
        `WE,0,0,0,0,0,1,1,${compact(from)},${compact(to)}\n`,
      ],
    ),
    file('calendar_dates.txt', 'service_id,date,exception_type', holidayRows(from, to)),
    file(
      'shapes.txt',
      'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled',
      shapeRows(schedule),
    ),
    file(
      'trips.txt',
      'route_id,service_id,trip_id,trip_headsign,direction_id,block_id,shape_id',
      tripRows(schedule),
    ),
    file(
      'stop_times.txt',
      'trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled,timepoint',
      stopTimeRows(schedule),
    ),
  ]
}

function file(name: string, header: string, rows: Iterable<string>): GtfsFile {
  return {
    name,
    parts: (function* () {
      yield `${header}\n`
      yield* rows
    })(),
  }
}

function stopRows(schedule: Schedule): string[] {
  const rows = new Map<string, string>()
  for (const { patterns } of schedule.routes) {
    for (const { stop } of patterns.flatMap((pattern) => pattern.stops))
      rows.set(stop.id, `${stop.id},${quoted(stop.name)},${stop.lat.toFixed(6)},${stop.lon.toFixed(6)},0\n`)
  }
  return [...rows.values()]
}

function* shapeRows(schedule: Schedule): Generator<string> {
  for (const { patterns } of schedule.routes) for (const pattern of patterns) yield shapeOf(pattern)
}

/** Ways are straight between the stops of a grid of streets. */
function shapeOf({ id, stops }: Pattern): string {
  return stops
    .map(
      ({ stop, distanceM }, index) =>
        `${id},${stop.lat.toFixed(6)},${stop.lon.toFixed(6)},${index + 1},${distanceM.toFixed(1)}\n`,
    )
    .join('')
}

function* allTrips(schedule: Schedule): Generator<ScheduledTrip[]> {
  for (const route of schedule.routes) {
    for (const weekend of [false, true]) yield route.timetable(weekend).trips
  }
}

function* tripRows(schedule: Schedule): Generator<string> {
  for (const trips of allTrips(schedule)) {
    yield trips
      .map(
        ({ id, serviceId, pattern, blockId }) =>
          `${pattern.routeId},${serviceId},${id},${quoted(pattern.headsign)},${pattern.direction},${blockId},${pattern.id}\n`,
      )
      .join('')
  }
}

function* stopTimeRows(schedule: Schedule): Generator<string> {
  for (const trips of allTrips(schedule)) {
    const lines: string[] = []
    for (const { id, pattern, departures } of trips) {
      pattern.stops.forEach(({ stop, distanceM, timepoint }, index) => {
        const time = clock(departures[index] as number)
        const exact = timepoint || index === 0 || index === pattern.stops.length - 1 ? 1 : 0
        lines.push(`${id},${time},${time},${stop.id},${index + 1},${distanceM.toFixed(1)},${exact}\n`)
      })
    }
    yield lines.join('')
  }
}

function holidayRows(from: string, to: string): string[] {
  const rows: string[] = []
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    if (!isHoliday(day) || isWeekend(day)) continue
    rows.push(`WD,${compact(dateOf(day))},2\n`, `WE,${compact(dateOf(day))},1\n`)
  }
  return rows
}

/** A time of GTFS: hours go beyond 24 after midnight. */
function clock(seconds: number): string {
  const two = (value: number) => (value < 10 ? `0${value}` : String(value))
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

function compact(date: string): string {
  return date.replaceAll('-', '')
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
