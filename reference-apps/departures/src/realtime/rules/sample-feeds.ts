import { strToU8, zipSync } from 'fflate'
import { readSchedule } from '../../gtfs/read-schedule.ts'
import type { Schedule } from '../../gtfs/schedule.ts'
import type {
  Alert,
  Feed,
  FeedEntity,
  StopTimeUpdate,
  TripDescriptor,
  TripUpdate,
  VehiclePosition,
} from '../feed.ts'
import type { Finding } from '../finding.ts'
import { type ValidateInput, validateFeeds } from '../validate.ts'

/** 2026-03-05 08:02 in Vancouver. */
export const now = Date.UTC(2026, 2, 5, 16, 2) / 1000

export type SampleFeeds = {
  tripUpdates: Feed
  vehiclePositions: Feed
  alerts: Feed
  update: TripUpdate
  stops: StopTimeUpdate[]
  vehicle: VehiclePosition
  alert: Alert
}

/** A small schedule: trips T1 (three stops), T2 of another route, LOOP (one stop twice), F0 and F1 by frequencies. */
export function sampleSchedule(): Schedule {
  const tables = {
    'agency.txt': 'agency_id,agency_name,agency_url,agency_timezone\nA,Metro,http://a,America/Vancouver\n',
    'stops.txt':
      'stop_id,stop_name,stop_lat,stop_lon,location_type\n' +
      'S1,First,49.20,-123.10,\nS2,Second,49.21,-123.10,\nS3,Third,49.24,-123.10,\nX,Station,49.21,-123.10,1\n',
    'routes.txt': 'route_id,route_short_name,route_type\nR1,1,3\nR2,2,3\n',
    'trips.txt':
      'route_id,service_id,trip_id,direction_id,block_id,shape_id\nR1,WK,T1,1,B1,P1\nR1,WK,T1b,0,B1,\n' +
      'R2,WK,T2,0,B2,\nR2,WK,LOOP,0,,\nR2,WK,F0,0,,\nR2,WK,F1,0,,\n',
    'stop_times.txt':
      'trip_id,arrival_time,departure_time,stop_id,stop_sequence\n' +
      'T1,08:00:00,08:00:00,S1,1\nT1,,,S2,2\nT1,08:10:00,08:10:00,S3,3\n' +
      ['T1b,09', 'T2,08', 'F0,08', 'F1,08']
        .map((start) => `${start}:00:00,09:00:00,S1,1\n${start.split(',')[0]},10:10:00,10:10:00,S3,2\n`)
        .join('') +
      'LOOP,08:00:00,08:00:00,S1,1\nLOOP,08:05:00,08:05:00,S2,2\nLOOP,08:09:00,08:09:00,S1,3\n',
    'shapes.txt':
      'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\nP1,49.20,-123.10,1\nP1,49.24,-123.10,2\n',
    'frequencies.txt':
      'trip_id,start_time,end_time,headway_secs,exact_times\nF0,06:00:00,22:00:00,600,0\nF1,06:00:00,22:00:00,600,1\n',
    'calendar.txt':
      'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n' +
      'WK,1,1,1,1,1,1,1,20260302,20260331\n',
  }
  return readSchedule(
    zipSync(Object.fromEntries(Object.entries(tables).map(([name, text]) => [name, strToU8(text)]))),
  )
}

/** Feeds of that schedule in which no rule finds anything, and the parts of them that a test may change. */
export function sampleFeeds(): SampleFeeds {
  const trip = () => ({
    tripId: 'T1',
    routeId: 'R1',
    directionId: 1,
    startTime: '08:00:00',
    startDate: '20260305',
    scheduleRelationship: 'SCHEDULED' as const,
  })
  const stops: StopTimeUpdate[] = [
    { stopSequence: 1, stopId: 'S1', departure: { time: now - 100 }, scheduleRelationship: 'SCHEDULED' },
    {
      stopSequence: 2,
      stopId: 'S2',
      arrival: { time: now + 60 },
      departure: { time: now + 80 },
      scheduleRelationship: 'SCHEDULED',
    },
    { stopSequence: 3, stopId: 'S3', arrival: { time: now + 500 }, scheduleRelationship: 'SCHEDULED' },
  ]
  const update: TripUpdate = {
    trip: trip(),
    vehicle: { id: 'V1' },
    stopTimeUpdates: stops,
    timestamp: now - 10,
  }
  const vehicle: VehiclePosition = {
    trip: trip(),
    vehicle: { id: 'V1' },
    position: { latitude: 49.205, longitude: -123.1, bearing: 0, speed: 9 },
    stopId: 'S2',
    timestamp: now - 10,
  }
  const alert: Alert = {
    activePeriods: [{ start: now - 600 }],
    informedEntities: [{ agencyId: 'A', routeId: 'R1', trip: trip() }],
    effect: 'SIGNIFICANT_DELAYS',
  }
  return {
    tripUpdates: feedOf({ id: 'u', tripUpdate: update }),
    vehiclePositions: feedOf({ id: 'v', vehicle }),
    alerts: feedOf({ id: 'a', alert }),
    update,
    stops,
    vehicle,
    alert,
  }
}

/** What the validator finds in the sample feeds after a change. */
export function findingsAfter(change: (feeds: SampleFeeds, input: ValidateInput) => void): Finding[] {
  const feeds = sampleFeeds()
  const { tripUpdates, vehiclePositions, alerts } = feeds
  const input: ValidateInput = { schedule: sampleSchedule(), tripUpdates, vehiclePositions, alerts, now }
  change(feeds, input)
  return validateFeeds(input)
}

/** The rules that are found, in order and once each, for a change of the sample feeds. */
export type RuleCase = [
  rules: string,
  what: string,
  change: (feeds: SampleFeeds, input: ValidateInput) => void,
]

export function rulesOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ rule }) => rule))].sort().join(' ')
}

export const otherTrip: TripDescriptor = { tripId: 'T2', scheduleRelationship: 'SCHEDULED' }

/** Adds an update of a trip, with one stop, to a feed. */
export function addUpdate(
  feed: Feed,
  tripId: string,
  trip: TripDescriptor,
  vehicle: { id: string | undefined },
  stop = {},
): void {
  const departure = { time: now + 60 }
  const stopTimeUpdates = [
    { stopSequence: 1, scheduleRelationship: 'SCHEDULED' as const, departure, ...stop },
  ]
  if ('stopId' in stop) delete (stopTimeUpdates[0] as { stopSequence?: number }).stopSequence
  feed.entities.push({
    id: tripId,
    tripUpdate: { trip: { ...trip, tripId }, vehicle, stopTimeUpdates, timestamp: now - 10 },
  })
}

/** Adds a vehicle on a trip to a feed. */
export function addVehicle(feed: Feed, tripId: string, trip: TripDescriptor, id = 'V2'): void {
  const position = { latitude: 49.205, longitude: -123.1 }
  feed.entities.push({
    id: `v${tripId}`,
    vehicle: { trip: { ...trip, tripId }, vehicle: { id }, position, timestamp: now - 10 },
  })
}

function feedOf(entity: FeedEntity): Feed {
  return {
    header: { version: '2.0', timestamp: now - 5, incrementality: 'FULL_DATASET' },
    entities: [entity],
  }
}
