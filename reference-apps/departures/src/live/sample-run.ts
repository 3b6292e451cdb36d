import type { ScheduleTrip } from '../gtfs/schedule.ts'
import { type TripRun, tripRun } from './trip-run.ts'

/** A run of five stops, two minutes apart, that is due at its first at 08:00:00 after `dayStartS`. */
export function sampleRun(changes: Partial<ScheduleTrip> = {}): TripRun {
  const trip: ScheduleTrip = {
    id: 'T1',
    routeId: 'R1',
    directionId: '0',
    headsign: 'Harbour',
    serviceId: 'WD',
    blockId: null,
    shapeId: null,
    stops: Array.from({ length: 5 }, (_, place) => ({
      sequence: place * 10 + 1,
      stopId: `S${place}`,
      arrivalS: 28_800 + place * 120,
      departureS: 28_800 + place * 120,
      timepoint: true,
      distM: place * 600,
    })),
    ...changes,
  }
  return tripRun('2026-03-02', trip, dayStartS)
}

/** When the service day of `sampleRun` begins. */
export const dayStartS = Date.parse('2026-03-02T06:00:00Z') / 1000

/** When `sampleRun` is due at its first stop. */
export const dueS = dayStartS + 28_800
