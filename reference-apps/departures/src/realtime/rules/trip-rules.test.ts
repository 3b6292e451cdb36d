import { expect, test } from 'vitest'
import { addUpdate, addVehicle, findingsAfter, type RuleCase, rulesOf } from './sample-feeds.ts'

const tripCases: RuleCase[] = [
  [
    'E003',
    'a trip that is not known',
    ({ alert, update, vehicle }) => {
      alert.informedEntities = [{ routeId: 'R1' }]
      update.trip.tripId = 'T9'
      vehicle.trip!.tripId = 'T9'
    },
  ],
  ...(['ADDED', 'NEW', 'REPLACEMENT'] as const).map(
    (scheduleRelationship): RuleCase => [
      '',
      `a trip that is not known and ${scheduleRelationship}`,
      ({ update, vehicle }) => {
        for (const trip of [update.trip, vehicle.trip!])
          Object.assign(trip, { tripId: 'T9', scheduleRelationship })
      },
    ],
  ),
  [
    'E016',
    'a known trip that is NEW',
    ({ update }) => Object.assign(update.trip, { scheduleRelationship: 'NEW' }),
  ],
  [
    'E016',
    'a known trip that is ADDED',
    ({ update }) => Object.assign(update.trip, { scheduleRelationship: 'ADDED' }),
  ],
  ['E004', 'an unknown route', ({ update }) => Object.assign(update.trip, { routeId: 'R9' })],
  ['E035', 'the route of another trip', ({ update }) => Object.assign(update.trip, { routeId: 'R2' })],
  ['E020', 'a start time in words', ({ vehicle }) => Object.assign(vehicle.trip!, { startTime: '8 h' })],
  [
    '',
    'a start time with one digit',
    ({ vehicle }) => Object.assign(vehicle.trip!, { startTime: '8:00:00' }),
  ],
  [
    'E021',
    'a start date with hyphens',
    ({ update }) => Object.assign(update.trip, { startDate: '2026-03-05' }),
  ],
  ['E023', 'another start time', ({ update }) => Object.assign(update.trip, { startTime: '08:01:00' })],
  ['E024', 'the other direction', ({ update }) => Object.assign(update.trip, { directionId: 0 })],
  ['W003 W006', 'no trip id', ({ vehicle }) => delete vehicle.trip!.tripId],
  ['W009', 'no relationship of a trip', ({ update }) => delete update.trip.scheduleRelationship],
  ['W009', 'no relationship of stops', ({ stops }) => delete stops[1]!.scheduleRelationship],
  [
    'E006 E013 W002 W003 W005',
    'a trip by headway named as any other',
    ({ tripUpdates }) =>
      addUpdate(tripUpdates, 'F0', { scheduleRelationship: 'SCHEDULED' }, { id: undefined }),
  ],
  [
    '',
    'a trip by headway named in full',
    ({ tripUpdates, vehiclePositions }) => {
      const trip = {
        startDate: '20260305',
        startTime: '08:03:11',
        scheduleRelationship: 'UNSCHEDULED' as const,
      }
      addUpdate(tripUpdates, 'F0', trip, { id: 'V2' })
      addVehicle(vehiclePositions, 'F0', trip)
    },
  ],
  [
    'E019 W003',
    'a departure that frequencies.txt does not have',
    ({ tripUpdates }) =>
      addUpdate(
        tripUpdates,
        'F1',
        { startTime: '06:05:00', scheduleRelationship: 'SCHEDULED' },
        { id: 'V2' },
      ),
  ],
  [
    '',
    'a departure of frequencies.txt',
    ({ tripUpdates, vehiclePositions }) => {
      const trip = { startTime: '06:10:00', scheduleRelationship: 'SCHEDULED' as const }
      addUpdate(tripUpdates, 'F1', trip, { id: 'V2' })
      addVehicle(vehiclePositions, 'F1', trip)
    },
  ],
]

test.each(tripCases)('"%s" is found for %s', (rules, _, change) => {
  expect(rulesOf(findingsAfter(change))).toBe(rules)
})
