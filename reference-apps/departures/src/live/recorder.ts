import { appendFile, mkdir, readdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { StopVisit } from './matcher/matcher.ts'
import type { TripRun } from './trip-run.ts'
import { writeWhole } from './write-file.ts'
import type { ZoneClock } from './zone-clock.ts'

const visitColumns = [
  'service_date',
  'trip_id_performed',
  'trip_stop_sequence',
  'scheduled_stop_sequence',
  'vehicle_id',
  'stop_id',
  'schedule_arrival_time',
  'schedule_departure_time',
  'actual_arrival_time',
  'actual_departure_time',
  'schedule_relationship',
  'received_time',
]
const tripColumns = [
  'service_date',
  'trip_id_performed',
  'vehicle_id',
  'trip_id_scheduled',
  'route_id',
  'route_type',
  'direction_id',
  'block_id',
  'shape_id',
  'schedule_relationship',
]

/** A visit as it was recorded; times are epoch seconds. */
export type RecordedVisit = {
  tripId: string
  sequence: number
  vehicleId: string
  arrivedS: number | null
  departedS: number
}

/** Keeps what was observed as a TIDES package: a file a day and table, to which lines are added as they become known. */
export type Recorder = {
  /** Adds visits, heard of at `nowS`. */
  record: (visits: readonly StopVisit[], nowS: number, clock: ZoneClock) => Promise<void>
  /** What was recorded of a date, by this process or an earlier one. */
  recorded: (date: string) => Promise<RecordedVisit[]>
  /** All dates of which there is something. */
  dates: () => Promise<string[]>
}

/** Opens the recorder's folder, made when absent. A line that a killed process left unfinished is cut off. */
export async function openRecorder(folder: string): Promise<Recorder> {
  for (const table of ['stop_visits', 'trips_performed'])
    await mkdir(join(folder, table), { recursive: true })
  const begun = new Set<string>()
  const tripsKnown = new Map<string, Set<string>>()
  const dates = async () =>
    (await readdir(join(folder, 'stop_visits')))
      .filter((name) => name.endsWith('.csv'))
      .map((name) => name.slice(0, -4))
      .sort()
  const begin = async (date: string) => {
    if (begun.has(date)) return
    await beginFile(join(folder, 'stop_visits', `${date}.csv`), visitColumns)
    const trips = await beginFile(join(folder, 'trips_performed', `${date}.csv`), tripColumns)
    tripsKnown.set(date, new Set(trips.map((line) => unquoted(splitLine(line)[1] ?? ''))))
    begun.add(date)
    await describe(folder, await dates())
  }
  return {
    dates,
    async record(visits, nowS, clock) {
      const lines = new Map<string, { visits: string; trips: string }>()
      for (const visit of visits) {
        const { date } = visit.run
        await begin(date)
        const text = lines.get(date) ?? { visits: '', trips: '' }
        text.visits += visitLine(visit, nowS, clock)
        const known = tripsKnown.get(date)!
        if (!known.has(visit.run.trip.id)) {
          known.add(visit.run.trip.id)
          text.trips += tripLine(visit.run)
        }
        lines.set(date, text)
      }
      for (const [date, text] of lines) {
        // The trip first: a visit without its trip would be of no route.
        if (text.trips !== '') await appendFile(join(folder, 'trips_performed', `${date}.csv`), text.trips)
        await appendFile(join(folder, 'stop_visits', `${date}.csv`), text.visits)
      }
    },
    async recorded(date) {
      if (!(await dates()).includes(date)) return []
      await begin(date)
      const text = await readFile(join(folder, 'stop_visits', `${date}.csv`), 'utf8')
      return linesOf(text).slice(1).map(readVisit)
    },
  }
}

async function beginFile(path: string, columns: readonly string[]): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const end = text.lastIndexOf('\n') + 1
  if (end === 0) {
    await writeWhole(path, `${columns.join(',')}\n`)
    return []
  }
  if (end < text.length) await truncate(path, Buffer.byteLength(text.slice(0, end)))
  return linesOf(text.slice(0, end)).slice(1)
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

function visitLine({ run, place, arrivedS, departedS }: StopVisit, nowS: number, clock: ZoneClock): string {
  const stop = run.trip.stops[place]!
  const time = (atS: number | null) => (atS === null || Number.isNaN(atS) ? '' : clock.iso(atS))
  return line([
    run.date,
    run.trip.id,
    String(place + 1),
    String(stop.sequence),
    run.vehicle?.id ?? '',
    stop.stopId,
    time(run.dayStartS + stop.arrivalS),
    time(run.dayStartS + stop.departureS),
    time(arrivedS),
    time(departedS),
    'Scheduled',
    time(nowS),
  ])
}

function tripLine({ date, trip, vehicle }: TripRun): string {
  return line([
    date,
    trip.id,
    vehicle?.id ?? '',
    trip.id,
    trip.routeId,
    'Bus',
    trip.directionId,
    trip.blockId ?? '',
    trip.shapeId ?? '',
    'Scheduled',
  ])
}

function line(values: readonly string[]): string {
  return `${values.map((value) => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""').replaceAll(/[\n\r]/g, ' ')}"` : value)).join(',')}\n`
}

function readVisit(text: string): RecordedVisit {
  const values = splitLine(text).map(unquoted)
  const time = (value: string | undefined) => (value ? Date.parse(value) / 1000 : null)
  return {
    tripId: values[1]!,
    sequence: Number(values[3]),
    vehicleId: values[4]!,
    arrivedS: time(values[8]),
    departedS: time(values[9])!,
  }
}

function splitLine(text: string): string[] {
  return text.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((value) => value.replace(/,$/, '')) ?? []
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value
}

async function describe(folder: string, dates: readonly string[]): Promise<void> {
  const resource = (name: string) => ({
    name,
    profile: 'tabular-data-resource',
    path: dates.map((date) => `${name}/${date}.csv`),
  })
  const content = {
    name: 'recorded-stop-visits',
    profile: 'tides-data-package',
    resources: ['stop_visits', 'trips_performed'].map(resource),
  }
  await writeWhole(join(folder, 'datapackage.json'), `${JSON.stringify(content, null, 2)}\n`)
}
