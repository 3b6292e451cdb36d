import { expect, test } from 'vitest'
import { checkQuality, type FleetWindow, type QualitySample, spoilsTests } from './quality-check.ts'
import { defaultTestSettings } from './test-settings.ts'

const fleet: FleetWindow = {
  predictionCount: 10_000,
  usualPredictionCount: 10_000,
  outcomeCount: 9000,
  medianDelay: 12,
}
const good: QualitySample = {
  partition: 'R1/0/S1',
  predictionCount: 100,
  outcomeCount: 90,
  features: ['delay', 'gap'],
  missing: [0, 10],
  far: [1, 0],
  trainingMissing: [0, 0.1],
  receivedCount: 90,
  aheadCount: 1,
  earlyCount: 0,
  meanDelay: 11,
  usual: { predictionCount: 110, outcomeCount: 95, meanDelay: 12 },
}

function faultsOf(change: Partial<QualitySample>, other: Partial<FleetWindow> = {}) {
  return checkQuality({ ...good, ...change }, { ...fleet, ...other }, defaultTestSettings)
}

test('a usual window has no fault', () => {
  expect(faultsOf({})).toEqual([])
})

test('a feature that is missing far more often than at training is a fault, and names the worst', () => {
  expect(faultsOf({ missing: [30, 60] })).toEqual([
    { check: 'NULLS', partition: 'R1/0/S1', feature: 'gap', value: 0.6, expected: 0.1 },
  ])
})

test('values far outside the training range are a fault, a single one is not', () => {
  expect(faultsOf({ far: [0, 8] })).toMatchObject([{ check: 'RANGE', feature: 'gap', value: 0.08 }])
  expect(
    faultsOf({ predictionCount: 10, usual: { ...good.usual, predictionCount: null }, far: [1, 0] }),
  ).toEqual([])
})

test('a clock that is a minute ahead is seen by the delay and by outcomes observed after they were received', () => {
  expect(faultsOf({ meanDelay: -48, aheadCount: 80 })).toEqual([
    { check: 'CLOCK', partition: 'R1/0/S1', feature: null, value: -48, expected: 12 },
  ])
  const unknown = { ...good.usual, meanDelay: null }
  expect(faultsOf({ meanDelay: 40, usual: unknown })).toEqual([])
  expect(faultsOf({ meanDelay: 100, usual: unknown })).toMatchObject([{ check: 'CLOCK', expected: 12 }])
  expect(faultsOf({ meanDelay: 100, usual: unknown }, { medianDelay: null })).toEqual([])
})

test('outcomes before their prediction are a fault', () => {
  expect(faultsOf({ earlyCount: 45 })).toMatchObject([{ check: 'ORDER', value: 0.5 }])
})

test('far fewer or more rows than usual are a fault that spoils no test', () => {
  const [few] = faultsOf({ predictionCount: 30, outcomeCount: 28, missing: [0, 3] })
  const [many] = faultsOf({ predictionCount: 400, missing: [0, 40] })

  expect(few).toMatchObject({ check: 'VOLUME', value: 30, expected: 110 })
  expect(many).toMatchObject({ check: 'VOLUME', value: 400 })
  expect(few && spoilsTests(few)).toBe(false)
})

test('a partition is stale when it is silent while others speak, not when the whole city is', () => {
  const silent = { predictionCount: 0, outcomeCount: 0, missing: [0, 0], far: [0, 0], meanDelay: null }

  expect(faultsOf(silent)).toMatchObject([{ check: 'STALENESS', value: 0, expected: 110 }])
  expect(faultsOf(silent, { predictionCount: 10, outcomeCount: 0 })).toMatchObject([{ check: 'VOLUME' }])
  expect(faultsOf({ outcomeCount: 0, meanDelay: null, receivedCount: 0 })).toMatchObject([
    { check: 'STALENESS', expected: 95 },
  ])
})
