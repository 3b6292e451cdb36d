import { expect, test } from 'vitest'
import { addUpdate, addVehicle, findingsAfter, otherTrip, type RuleCase, rulesOf } from './sample-feeds.ts'

const stopCases: RuleCase[] = [
  ['E002 E022', 'stops out of order', ({ stops }) => stops.reverse()],
  [
    'E002 E022',
    'stop ids out of order',
    ({ stops }) => {
      for (const stop of stops.reverse()) delete stop.stopSequence
    },
  ],
  [
    '',
    'stop ids in order',
    ({ stops }) => {
      for (const stop of stops) delete stop.stopSequence
    },
  ],
  [
    'E009',
    'no sequence on a loop',
    ({ tripUpdates, vehiclePositions }) => {
      addUpdate(tripUpdates, 'LOOP', otherTrip, { id: 'V2' }, { stopId: 'S1' })
      addVehicle(vehiclePositions, 'LOOP', otherTrip)
    },
  ],
  ['E011', 'an unknown stop of a vehicle', ({ vehicle }) => Object.assign(vehicle, { stopId: 'S9' })],
  ['E011', 'an unknown stop of an alert', ({ alert }) => alert.informedEntities.push({ stopId: 'S9' })],
  ['E011 E045', 'an unknown stop of a trip', ({ stops }) => Object.assign(stops[1]!, { stopId: 'S9' })],
  ['E015', 'a vehicle at a station', ({ vehicle }) => Object.assign(vehicle, { stopId: 'X' })],
  [
    'E002 E022 E036 E037',
    'a sequence twice',
    ({ stops }) => stops.splice(1, 0, { ...stops[0]!, stopId: 'S1' }),
  ],
  [
    'E040',
    'neither sequence nor id',
    ({ stops }) => {
      delete stops[1]!.stopSequence
      delete stops[1]!.stopId
    },
  ],
  ['E041', 'no stop times', ({ stops }) => stops.splice(0)],
  [
    '',
    'no stop times of a cancelled trip',
    ({ stops, update, vehiclePositions }) => {
      stops.splice(0)
      update.trip.scheduleRelationship = 'CANCELED'
      vehiclePositions.entities = []
    },
  ],
  [
    'E042',
    'a time where there is no data',
    ({ stops }) => Object.assign(stops[1]!, { scheduleRelationship: 'NO_DATA' }),
  ],
  ['E043', 'neither arrival nor departure', ({ stops }) => delete stops[0]!.departure],
  [
    '',
    'a skipped stop without times',
    ({ stops }) => {
      stops[0] = { stopSequence: 1, scheduleRelationship: 'SKIPPED' }
    },
  ],
  [
    'E044',
    'an arrival without a time',
    ({ stops }) => Object.assign(stops[2]!, { arrival: { uncertainty: 3 } }),
  ],
  [
    'E037 E045',
    'a stop at the place of another',
    ({ stops }) => Object.assign(stops[1]!, { stopId: 'S1', stopSequence: 2 }),
  ],
  [
    '',
    'a stop that is moved',
    ({ stops }) =>
      Object.assign(stops[1]!, { stopId: 'S3', stopTimeProperties: { assignedStopId: 'S3' } }) && stops.pop(),
  ],
  [
    'E046',
    'a delay alone where the schedule has no time',
    ({ stops }) => Object.assign(stops[1]!, { arrival: undefined, departure: { delay: 20 } }),
  ],
  ['', 'a delay alone where it has one', ({ stops }) => Object.assign(stops[2]!, { arrival: { delay: 20 } })],
  [
    'E051',
    'a sequence that the trip does not have',
    ({ stops }) => Object.assign(stops[2]!, { stopSequence: 4 }),
  ],
]

test.each(stopCases)('"%s" is found for %s', (rules, _, change) => {
  expect(rulesOf(findingsAfter(change))).toBe(rules)
})
