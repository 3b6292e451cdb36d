import { expect, test } from 'vitest'
import { findingsAfter, now, type RuleCase, rulesOf, sampleFeeds } from './rules/sample-feeds.ts'
import type { ValidateInput } from './validate.ts'

test('good feeds have no findings', () => {
  expect(findingsAfter(() => {})).toEqual([])
})

const headerCases: RuleCase[] = [
  [
    'E001',
    'a header in milliseconds',
    ({ alerts }) => Object.assign(alerts.header, { timestamp: now * 1000 }),
  ],
  [
    'E017',
    'new content under an old timestamp',
    (feeds, input) => {
      input.previous = { tripUpdates: sampleFeeds().tripUpdates }
      feeds.update.delay = 3
    },
  ],
  [
    '',
    'the same content again',
    (_, input) => {
      input.previous = { tripUpdates: sampleFeeds().tripUpdates }
    },
  ],
  ['E018', 'a timestamp that goes back', (_, input) => previousAt(input, now)],
  ['W007', 'a feed refreshed after 36 s', (_, input) => previousAt(input, now - 41)],
  ['', 'a feed refreshed after 35 s', (_, input) => previousAt(input, now - 40)],
  ['E038', 'version 3', ({ alerts }) => Object.assign(alerts.header, { version: '3.0' })],
  [
    'E039',
    'a deleted entity in a full dataset',
    ({ alerts }) => Object.assign(alerts.entities[0]!, { isDeleted: false }),
  ],
  ['E048', 'no header timestamp', ({ alerts }) => Object.assign(alerts.header, { timestamp: 0 })],
  [
    'W001',
    'no header timestamp in 1.0',
    ({ alerts }) => Object.assign(alerts.header, { version: '1.0', timestamp: 0 }),
  ],
  ['E049', 'no incrementality', ({ alerts }) => delete alerts.header.incrementality],
  ['W008', 'a header of 66 s ago', ({ alerts }) => Object.assign(alerts.header, { timestamp: now - 66 })],
  ['E050', 'a header 61 s ahead', ({ alerts }) => Object.assign(alerts.header, { timestamp: now + 61 })],
]

const timeCases: RuleCase[] = [
  [
    'E001 E012',
    'a vehicle in milliseconds',
    ({ vehicle }) => Object.assign(vehicle, { timestamp: now * 1000 }),
  ],
  [
    'E001',
    'seconds of the day at a stop',
    ({ stops }) => Object.assign(stops[0]!, { departure: { time: 28_800 } }),
  ],
  ['E001', 'an alert in milliseconds', ({ alert }) => alert.activePeriods.push({ end: now * 1000 })],
  ['E012', 'an update after the header', ({ update }) => Object.assign(update, { timestamp: now })],
  ['E012 E050', 'a vehicle in the future', ({ vehicle }) => Object.assign(vehicle, { timestamp: now + 61 })],
  ['W001', 'an update without a timestamp', ({ update }) => delete update.timestamp],
  [
    'E022',
    'an arrival before the last departure',
    ({ stops }) => Object.assign(stops[2]!, { arrival: { time: now + 79 } }),
  ],
  [
    'E022',
    'an arrival at the last departure',
    ({ stops }) => Object.assign(stops[2]!, { arrival: { time: now + 80 } }),
  ],
  [
    'E025',
    'a departure before the arrival',
    ({ stops }) => Object.assign(stops[1]!, { departure: { time: now + 59 } }),
  ],
  [
    '',
    'a departure at the arrival',
    ({ stops }) => Object.assign(stops[1]!, { departure: { time: now + 60 } }),
  ],
]

test.each([...headerCases, ...timeCases])('"%s" is found for %s', (rules, _, change) => {
  expect(rulesOf(findingsAfter(change))).toBe(rules)
})

test('a finding names entity, trip, vehicle and stop', () => {
  const [finding] = findingsAfter(({ stops }) => {
    stops[2]!.arrival = { time: now + 70 }
  })

  expect(finding).toEqual({
    rule: 'E022',
    severity: 'error',
    feed: 'trip updates',
    entity: 'u',
    tripId: 'T1',
    vehicleId: 'V1',
    stopSequence: 3,
    message: 'trip T1 at stop 3: arrival 16:03:10Z is not after the stop before, departure 16:03:20Z',
  })
})

test('a feed alone is checked by the rules that need no other', () => {
  expect(findingsAfter((_, input) => Object.assign(input, { vehiclePositions: undefined }))).toEqual([])
})

function previousAt(input: ValidateInput, timestamp: number): void {
  const { alerts } = sampleFeeds()
  input.previous = { alerts: { ...alerts, header: { ...alerts.header, timestamp } } }
}
