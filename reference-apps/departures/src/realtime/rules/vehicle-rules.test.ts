import { expect, test } from 'vitest'
import {
  addUpdate,
  addVehicle,
  findingsAfter,
  now,
  otherTrip,
  type RuleCase,
  rulesOf,
} from './sample-feeds.ts'

const vehicleCases: RuleCase[] = [
  ['E026', 'a latitude of 91', ({ vehicle }) => Object.assign(vehicle.position!, { latitude: 91 })],
  ['E027', 'a bearing of 361', ({ vehicle }) => Object.assign(vehicle.position!, { bearing: 361 })],
  [
    'E028',
    'a vehicle 2 km south of it all',
    ({ vehicle }) => Object.assign(vehicle.position!, { latitude: 49.182 }),
  ],
  [
    'E029',
    'a vehicle 215 m off its shape',
    ({ vehicle }) => Object.assign(vehicle.position!, { longitude: -123.10296 }),
  ],
  [
    '',
    'a vehicle 190 m off its shape',
    ({ vehicle }) => Object.assign(vehicle.position!, { longitude: -123.1026 }),
  ],
  [
    '',
    'a vehicle off its shape on a detour',
    ({ vehicle, alert }) => {
      Object.assign(vehicle.position!, { longitude: -123.105 })
      Object.assign(alert, { effect: 'DETOUR', informedEntities: [{ routeId: 'R1' }] })
    },
  ],
  [
    'E029',
    'a vehicle off its shape after the detour',
    ({ vehicle, alert }) => {
      Object.assign(vehicle.position!, { longitude: -123.105 })
      Object.assign(alert, { effect: 'DETOUR', activePeriods: [{ start: now - 900, end: now - 1 }] })
    },
  ],
  ['E052', 'a vehicle twice', ({ vehiclePositions }) => addVehicle(vehiclePositions, 'T1', otherTrip, 'V1')],
  ['W002', 'a vehicle without an id', ({ vehicle }) => delete vehicle.vehicle],
  ['W004', 'a bus at 27 m/s', ({ vehicle }) => Object.assign(vehicle.position!, { speed: 27 })],
  ['W004', 'a bus that drives backwards', ({ vehicle }) => Object.assign(vehicle.position!, { speed: -1 })],
  [
    'W003',
    'a vehicle on a trip without an update',
    ({ vehiclePositions }) => addVehicle(vehiclePositions, 'T2', otherTrip),
  ],
  [
    'W002 W003',
    'an update of a trip without a vehicle',
    ({ tripUpdates }) => addUpdate(tripUpdates, 'T2', otherTrip, { id: undefined }),
  ],
  [
    'E047 W003',
    'one trip with two vehicles',
    ({ vehicle }) => Object.assign(vehicle, { vehicle: { id: 'V9' } }),
  ],
  [
    'W003',
    'the next trip of the block',
    ({ vehicle }) => Object.assign(vehicle, { trip: { ...otherTrip, tripId: 'T1b' } }),
  ],
]

const alertCases: RuleCase[] = [
  [
    'E030 E031',
    'a trip of another route',
    ({ alert }) => Object.assign(alert.informedEntities[0]!, { routeId: 'R2' }),
  ],
  [
    'E031 E035',
    'another route of the trip',
    ({ alert }) => Object.assign(alert.informedEntities[0]!.trip!, { routeId: 'R2' }),
  ],
  ['E004', 'an unknown route', ({ alert }) => alert.informedEntities.push({ routeId: 'R9' })],
  ['E032', 'an alert about nothing', ({ alert }) => alert.informedEntities.splice(0)],
  ['E033', 'an entity that names nothing', ({ alert }) => alert.informedEntities.push({ directionId: 1 })],
  ['E034', 'an unknown agency', ({ alert }) => Object.assign(alert.informedEntities[0]!, { agencyId: 'Z' })],
]

test.each([...vehicleCases, ...alertCases])('"%s" is found for %s', (rules, _, change) => {
  expect(rulesOf(findingsAfter(change))).toBe(rules)
})
