import protobuf from 'protobufjs'
import { feedDamage } from './feed-damage.ts'
import type { FeedEnum } from './feed-enums.ts'
import { feedSchema } from './feed-schema.ts'
import { checkRequired } from './required-fields.ts'

/** A GTFS-Realtime feed. Times are epoch seconds, distances metres, speeds m/s; lists are empty where nothing is given. */
export type Feed = { header: FeedHeader; entities: FeedEntity[] }

export type FeedHeader = {
  version: string
  /** When the content was made; 0 where the feed does not say. */
  timestamp: number
  incrementality?: FeedEnum<'Incrementality'> | undefined
  /** feed_version of the schedule that the feed speaks of. */
  feedVersion?: string | undefined
}

export type FeedEntity = {
  id: string
  isDeleted?: boolean | undefined
  tripUpdate?: TripUpdate | undefined
  vehicle?: VehiclePosition | undefined
  alert?: Alert | undefined
}

export type TripDescriptor = {
  tripId?: string | undefined
  routeId?: string | undefined
  directionId?: number | undefined
  /** HH:MM:SS */
  startTime?: string | undefined
  /** YYYYMMDD */
  startDate?: string | undefined
  scheduleRelationship?: FeedEnum<'TripRelationship'> | undefined
  modifiedTrip?: ModifiedTrip | undefined
}

export type ModifiedTrip = {
  modificationsId?: string | undefined
  affectedTripId?: string | undefined
  startTime?: string | undefined
  startDate?: string | undefined
}

export type VehicleDescriptor = {
  id?: string | undefined
  label?: string | undefined
  licensePlate?: string | undefined
  wheelchairAccessible?: FeedEnum<'WheelchairAccess'> | undefined
}

export type TripUpdate = {
  trip: TripDescriptor
  vehicle?: VehicleDescriptor | undefined
  stopTimeUpdates: StopTimeUpdate[]
  timestamp?: number | undefined
  delay?: number | undefined
  tripProperties?: TripProperties | undefined
}

export type StopTimeUpdate = {
  stopSequence?: number | undefined
  stopId?: string | undefined
  arrival?: StopTimeEvent | undefined
  departure?: StopTimeEvent | undefined
  scheduleRelationship?: FeedEnum<'StopRelationship'> | undefined
  departureOccupancyStatus?: FeedEnum<'OccupancyStatus'> | undefined
  stopTimeProperties?: StopTimeProperties | undefined
}

export type StopTimeEvent = {
  delay?: number | undefined
  time?: number | undefined
  uncertainty?: number | undefined
  scheduledTime?: number | undefined
}

export type StopTimeProperties = {
  assignedStopId?: string | undefined
  stopHeadsign?: string | undefined
  pickupType?: FeedEnum<'BoardingType'> | undefined
  dropOffType?: FeedEnum<'BoardingType'> | undefined
}

export type TripProperties = {
  tripId?: string | undefined
  startDate?: string | undefined
  startTime?: string | undefined
  shapeId?: string | undefined
  tripHeadsign?: string | undefined
  tripShortName?: string | undefined
}

export type VehiclePosition = {
  trip?: TripDescriptor | undefined
  vehicle?: VehicleDescriptor | undefined
  position?: Position | undefined
  currentStopSequence?: number | undefined
  stopId?: string | undefined
  currentStatus?: FeedEnum<'StopStatus'> | undefined
  timestamp?: number | undefined
  congestionLevel?: FeedEnum<'CongestionLevel'> | undefined
  occupancyStatus?: FeedEnum<'OccupancyStatus'> | undefined
  occupancyPercentage?: number | undefined
}

export type Position = {
  latitude: number
  longitude: number
  bearing?: number | undefined
  odometer?: number | undefined
  speed?: number | undefined
}

export type Alert = {
  activePeriods: { start?: number | undefined; end?: number | undefined }[]
  informedEntities: EntitySelector[]
  cause?: FeedEnum<'Cause'> | undefined
  effect?: FeedEnum<'Effect'> | undefined
  severityLevel?: FeedEnum<'Severity'> | undefined
  url?: TranslatedString | undefined
  headerText?: TranslatedString | undefined
  descriptionText?: TranslatedString | undefined
  ttsHeaderText?: TranslatedString | undefined
  ttsDescriptionText?: TranslatedString | undefined
  causeDetail?: TranslatedString | undefined
  effectDetail?: TranslatedString | undefined
}

export type EntitySelector = {
  agencyId?: string | undefined
  routeId?: string | undefined
  routeType?: number | undefined
  trip?: TripDescriptor | undefined
  stopId?: string | undefined
  directionId?: number | undefined
}

export type TranslatedString = { translations: { text: string; language?: string | undefined }[] }

const schema = protobuf.Root.fromJSON(feedSchema)
const feedMessage = schema.lookupType('FeedMessage')
const plain = { longs: Number, enums: String, arrays: true } as const

/** Reads a feed from protocol buffers; what it does not know (extensions) is left out. INVALID_ARGUMENT when damaged. */
export function decodeFeed(bytes: Uint8Array): Feed {
  let feed: Feed
  try {
    feed = feedMessage.toObject(feedMessage.decode(bytes), plain) as Feed
  } catch (cause) {
    throw feedDamage(bytes, schema.lookupType('FeedEntity'), cause)
  }
  checkRequired(bytes, feed)
  feed.header.timestamp ??= 0
  return feed
}

/** Writes a feed as protocol buffers. */
export function encodeFeed(feed: Feed): Uint8Array {
  const { timestamp, ...header } = feed.header
  return feedMessage
    .encode(feedMessage.fromObject({ ...feed, header: timestamp > 0 ? { ...header, timestamp } : header }))
    .finish()
}
