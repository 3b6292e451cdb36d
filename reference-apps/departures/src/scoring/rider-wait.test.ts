import { expect, test } from 'vitest'
import { riderWait } from './rider-wait.ts'

const departures = { days: Float32Array.of(1, 1, 1, 2), times: Float32Array.of(1000, 1600, 2200, 900) }

test('a rider who comes before the vehicle told of waits for it', () => {
  expect(riderWait(departures, 1, 1540, 1600)).toEqual({ wait: 60, missed: false })
})

test('a rider who comes at the very second still boards', () => {
  expect(riderWait(departures, 1, 1600, 1600)).toEqual({ wait: 0, missed: false })
})

test('a rider who comes too late waits for the next vehicle', () => {
  expect(riderWait(departures, 1, 1610, 1600)).toEqual({ wait: 590, missed: true })
})

test('a rider who comes early enough takes the vehicle before', () => {
  expect(riderWait(departures, 1, 900, 1600)).toEqual({ wait: 100, missed: false })
})

test('nobody waits for a vehicle of the next day', () => {
  expect(riderWait(departures, 1, 2300, 2200)).toEqual({ wait: null, missed: true })
})
