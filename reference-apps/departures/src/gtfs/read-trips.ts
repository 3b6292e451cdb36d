import { eachRow } from './csv-table.ts'
import { expectedInteger, expectedTime, readInteger, readTime } from './gtfs-values.ts'
import type { Frequency, Route, ScheduleTrip } from './schedule.ts'
import type { Service } from './service.ts'

/** trips.txt, without the stops; a trip without direction_id has direction 0. */
export function readTrips(
  content: Uint8Array,
  routes: ReadonlyMap<string, Route>,
  services: ReadonlyMap<string, Service>,
): Map<string, ScheduleTrip> {
  const trips = new Map<string, ScheduleTrip>()
  eachRow('trips.txt', content, ['route_id', 'service_id', 'trip_id'], (row) => {
    const id = row.required('trip_id')
    if (trips.has(id)) throw row.fault('trip_id', 'an id of its own')
    const route = routes.get(row.required('route_id'))
    if (!route) throw row.fault('route_id', 'a route of routes.txt')
    const service = services.get(row.required('service_id'))
    if (!service) throw row.fault('service_id', 'a service of calendar.txt or calendar_dates.txt')
    const direction = row.text('direction_id') || '0'
    if (direction !== '0' && direction !== '1') throw row.fault('direction_id', '0 or 1')
    trips.set(id, {
      id,
      routeId: route.id,
      directionId: direction,
      headsign: row.text('trip_headsign'),
      serviceId: service.id,
      blockId: row.text('block_id') || null,
      shapeId: row.text('shape_id') || null,
      stops: [],
    })
  })
  return trips
}

/** frequencies.txt, by trip. */
export function readFrequencies(
  content: Uint8Array,
  trips: ReadonlyMap<string, ScheduleTrip>,
): Map<string, Frequency[]> {
  const frequencies = new Map<string, Frequency[]>()
  eachRow('frequencies.txt', content, ['trip_id', 'start_time', 'end_time', 'headway_secs'], (row) => {
    const trip = trips.get(row.required('trip_id'))
    if (!trip) throw row.fault('trip_id', 'a trip of trips.txt')
    const startS = row.value('start_time', readTime, expectedTime)
    const endS = row.value('end_time', readTime, expectedTime)
    const headwayS = row.value('headway_secs', readInteger, expectedInteger)
    if (startS === null) throw row.fault('start_time', expectedTime)
    if (endS === null) throw row.fault('end_time', expectedTime)
    if (!headwayS) throw row.fault('headway_secs', 'a whole number from 1')
    const frequency = { startS, endS, headwayS, exactTimes: row.text('exact_times') === '1' }
    frequencies.set(trip.id, [...(frequencies.get(trip.id) ?? []), frequency])
  })
  return frequencies
}
