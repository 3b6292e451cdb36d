import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { testData } from '@headway/testkit/test-data'
import protobuf from 'protobufjs'
import { expect, test } from 'vitest'
import { decodeFeed, encodeFeed, type Feed } from './feed.ts'
import { feedJson } from './feed-json.ts'

const feed: Feed = {
  header: { version: '2.0', timestamp: 1_767_225_600, incrementality: 'FULL_DATASET', feedVersion: 'winter' },
  entities: [
    {
      id: 'u1',
      tripUpdate: {
        trip: {
          tripId: 'T1',
          routeId: 'R1',
          directionId: 0,
          startDate: '20260101',
          scheduleRelationship: 'NEW',
        },
        vehicle: { id: 'V1', label: '17' },
        timestamp: 1_767_225_590,
        delay: -30,
        tripProperties: { tripHeadsign: 'Harbour', shapeId: 'S1' },
        stopTimeUpdates: [
          {
            stopSequence: 1,
            stopId: 'A',
            arrival: { time: 1_767_225_700, uncertainty: 60 },
            departure: { time: 1_767_225_720, delay: 20, scheduledTime: 1_767_225_700 },
            scheduleRelationship: 'SCHEDULED',
            departureOccupancyStatus: 'FEW_SEATS_AVAILABLE',
            stopTimeProperties: { assignedStopId: 'A2', pickupType: 'NONE' },
          },
          { stopSequence: 2, scheduleRelationship: 'SKIPPED' },
        ],
      },
    },
    {
      id: 'v1',
      vehicle: {
        trip: { modifiedTrip: { modificationsId: 'm1', affectedTripId: 'T1' } },
        vehicle: { id: 'V1', wheelchairAccessible: 'WHEELCHAIR_ACCESSIBLE' },
        position: { latitude: 49.25, longitude: -123.125, bearing: 90, odometer: 1200.1, speed: 8.5 },
        currentStopSequence: 2,
        stopId: 'B',
        currentStatus: 'STOPPED_AT',
        timestamp: 1_767_225_580,
        occupancyStatus: 'EMPTY',
        occupancyPercentage: 0,
      },
    },
    {
      id: 'a1',
      alert: {
        activePeriods: [{ start: 1_767_225_000 }],
        informedEntities: [
          { routeId: 'R1', directionId: 1 },
          { stopId: 'B', trip: { tripId: 'T1' } },
        ],
        cause: 'CONSTRUCTION',
        effect: 'DETOUR',
        severityLevel: 'WARNING',
        headerText: { translations: [{ text: 'Detour', language: 'en' }] },
      },
    },
  ],
}

test('a feed that is written and read again is the same', () => {
  expect(decodeFeed(encodeFeed(feed))).toEqual(feed)
})

test('the wire uses the published field numbers', () => {
  const reader = protobuf.Reader.create(encodeFeed({ header: feed.header, entities: [] }))

  expect(reader.uint32()).toBe((1 << 3) | 2)
  expect(reader.uint32()).toBeGreaterThan(0)
  expect(reader.uint32()).toBe((1 << 3) | 2)
  expect(reader.string()).toBe('2.0')
})

test('an enumeration value that is not known is kept as its number', () => {
  const trip = { tripId: 'T1', scheduleRelationship: 99 }
  const odd: Feed = {
    header: feed.header,
    entities: [{ id: 'u', tripUpdate: { trip, stopTimeUpdates: [] } }],
  }

  expect(decodeFeed(encodeFeed(odd))).toEqual(odd)
})

test('an extension is read over', () => {
  const extension = protobuf.Writer.create()
    .uint32((1001 << 3) | 2)
    .string('of somebody else')
    .finish()

  expect(decodeFeed(Buffer.concat([encodeFeed(feed), extension]))).toEqual(feed)
})

test('a feed without a timestamp has the time 0', () => {
  const empty: Feed = { header: { version: '2.0', timestamp: 0 }, entities: [] }

  expect(decodeFeed(encodeFeed(empty))).toEqual(empty)
})

test('a feed that is cut off names the entity and the byte', () => {
  const bytes = encodeFeed(feed)
  const alone = encodeFeed({ ...feed, entities: feed.entities.slice(0, 2) })

  expect(() => decodeFeed(bytes.subarray(0, bytes.length - 5))).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining(`entity 3, byte ${alone.length}`),
    }),
  )
})

test.each([
  ['<!DOCTYPE html><html>', 'text that begins with "<!DOCTYPE html><html>"'],
  ['{"error":"no"}', 'text that begins with'],
  ['', 'empty'],
  ['\u001f\u008b\u0008', 'gzip'],
])('%j is refused as what it is', (text, likeness) => {
  expect(() => decodeFeed(Buffer.from(text, 'latin1'))).toThrow(likeness)
})

test('an entity without an id is refused by its place', () => {
  const withoutId = { header: feed.header, entities: [feed.entities[0], { vehicle: {} }] } as Feed

  expect(() => decodeFeed(encodeFeed(withoutId))).toThrow('entity 2 of the feed (id null) has no id')
})

test('every real feed is read, and written to the same again', (context) => {
  const folder = testData(context, 'gtfs-fixtures/oba-nyct-wmata')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.pb'),
  )
  let updates = 0

  for (const file of files) {
    const read = decodeFeed(readFileSync(join(folder, file)))
    expect(isDeepStrictEqual(decodeFeed(encodeFeed(read)), read), file).toBe(true)
    updates += read.entities.filter((entity) => entity.tripUpdate).length
  }

  expect(files).toHaveLength(147)
  expect(updates).toBeGreaterThan(10_000)
})

test('a feed as JSON has the names of the specification', () => {
  const { header, entity } = JSON.parse(feedJson(feed))

  expect(header).toMatchObject({ gtfs_realtime_version: '2.0', feed_version: 'winter' })
  expect(entity[0].trip_update.stop_time_update[1]).toEqual({
    stop_sequence: 2,
    schedule_relationship: 'SKIPPED',
  })
  expect(entity[2].alert.informed_entity[0]).toEqual({ route_id: 'R1', direction_id: 1 })
})
