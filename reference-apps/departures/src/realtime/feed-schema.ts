import { feedEnums } from './feed-enums.ts'

type Field = { type: string; id: number; rule?: 'repeated' }

function one(type: string, id: number): Field {
  return { type, id }
}

function many(type: string, id: number): Field {
  return { type, id, rule: 'repeated' }
}

const messages: Record<string, Record<string, Field>> = {
  FeedMessage: { header: one('FeedHeader', 1), entities: many('FeedEntity', 2) },
  FeedHeader: {
    version: one('string', 1),
    incrementality: one('Incrementality', 2),
    timestamp: one('uint64', 3),
    feedVersion: one('string', 4),
  },
  FeedEntity: {
    id: one('string', 1),
    isDeleted: one('bool', 2),
    tripUpdate: one('TripUpdate', 3),
    vehicle: one('VehiclePosition', 4),
    alert: one('Alert', 5),
  },
  TripUpdate: {
    trip: one('TripDescriptor', 1),
    stopTimeUpdates: many('StopTimeUpdate', 2),
    vehicle: one('VehicleDescriptor', 3),
    timestamp: one('uint64', 4),
    delay: one('int32', 5),
    tripProperties: one('TripProperties', 6),
  },
  StopTimeEvent: {
    delay: one('int32', 1),
    time: one('int64', 2),
    uncertainty: one('int32', 3),
    scheduledTime: one('int64', 4),
  },
  StopTimeUpdate: {
    stopSequence: one('uint32', 1),
    arrival: one('StopTimeEvent', 2),
    departure: one('StopTimeEvent', 3),
    stopId: one('string', 4),
    scheduleRelationship: one('StopRelationship', 5),
    stopTimeProperties: one('StopTimeProperties', 6),
    departureOccupancyStatus: one('OccupancyStatus', 7),
  },
  StopTimeProperties: {
    assignedStopId: one('string', 1),
    stopHeadsign: one('string', 2),
    pickupType: one('BoardingType', 3),
    dropOffType: one('BoardingType', 4),
  },
  TripProperties: {
    tripId: one('string', 1),
    startDate: one('string', 2),
    startTime: one('string', 3),
    shapeId: one('string', 4),
    tripHeadsign: one('string', 5),
    tripShortName: one('string', 6),
  },
  VehiclePosition: {
    trip: one('TripDescriptor', 1),
    position: one('Position', 2),
    currentStopSequence: one('uint32', 3),
    currentStatus: one('StopStatus', 4),
    timestamp: one('uint64', 5),
    congestionLevel: one('CongestionLevel', 6),
    stopId: one('string', 7),
    vehicle: one('VehicleDescriptor', 8),
    occupancyStatus: one('OccupancyStatus', 9),
    occupancyPercentage: one('uint32', 10),
  },
  Position: {
    latitude: one('float', 1),
    longitude: one('float', 2),
    bearing: one('float', 3),
    odometer: one('double', 4),
    speed: one('float', 5),
  },
  Alert: {
    activePeriods: many('TimeRange', 1),
    informedEntities: many('EntitySelector', 5),
    cause: one('Cause', 6),
    effect: one('Effect', 7),
    url: one('TranslatedString', 8),
    headerText: one('TranslatedString', 10),
    descriptionText: one('TranslatedString', 11),
    ttsHeaderText: one('TranslatedString', 12),
    ttsDescriptionText: one('TranslatedString', 13),
    severityLevel: one('Severity', 14),
    causeDetail: one('TranslatedString', 17),
    effectDetail: one('TranslatedString', 18),
  },
  TimeRange: { start: one('uint64', 1), end: one('uint64', 2) },
  EntitySelector: {
    agencyId: one('string', 1),
    routeId: one('string', 2),
    routeType: one('int32', 3),
    trip: one('TripDescriptor', 4),
    stopId: one('string', 5),
    directionId: one('uint32', 6),
  },
  TripDescriptor: {
    tripId: one('string', 1),
    startTime: one('string', 2),
    startDate: one('string', 3),
    scheduleRelationship: one('TripRelationship', 4),
    routeId: one('string', 5),
    directionId: one('uint32', 6),
    modifiedTrip: one('ModifiedTrip', 7),
  },
  ModifiedTrip: {
    modificationsId: one('string', 1),
    affectedTripId: one('string', 2),
    startTime: one('string', 3),
    startDate: one('string', 4),
  },
  VehicleDescriptor: {
    id: one('string', 1),
    label: one('string', 2),
    licensePlate: one('string', 3),
    wheelchairAccessible: one('WheelchairAccess', 4),
  },
  TranslatedString: { translations: many('Translation', 1) },
  Translation: { text: one('string', 1), language: one('string', 2) },
}

// Open enumerations keep a value that is newer than our list; text that is not UTF-8 is no reason to refuse a feed.
const edition = { edition: '2023', options: { features: { utf8_validation: 'NONE' } } }

/**
 * GTFS-Realtime 2.0 (field numbers of the published gtfs-realtime.proto) as protobufjs reads it. Repeated fields are
 * named in the plural.
 */
export const feedSchema = {
  nested: {
    ...Object.fromEntries(Object.entries(messages).map(([name, fields]) => [name, { ...edition, fields }])),
    ...Object.fromEntries(Object.entries(feedEnums).map(([name, values]) => [name, { ...edition, values }])),
  },
}
