import { expect, test } from 'vitest'
import type { StopTimeUpdate } from '../realtime/feed.ts'
import { dueS, sampleRun } from './sample-run.ts'
import { toldDeparture } from './told-departure.ts'

function told(place: number, stopTimeUpdates: StopTimeUpdate[]): number {
  return toldDeparture(sampleRun(), place, { trip: {}, stopTimeUpdates }) - dueS
}

test('a time counts before a delay, a departure before an arrival', () => {
  const departure = { time: dueS + 300, delay: 5 }

  expect(told(2, [{ stopSequence: 21, arrival: { time: dueS + 290 }, departure }])).toBe(300)
  expect(told(2, [{ stopSequence: 21, arrival: { delay: 40 } }])).toBe(280)
})

test('the delay of a stop stays until another stop is told of', () => {
  const updates = [
    { stopId: 'S1', departure: { delay: 60 } },
    { stopId: 'S3', departure: { delay: 90 } },
  ]

  expect([1, 2, 3, 4].map((place) => told(place, updates))).toEqual([180, 300, 450, 570])
  expect(told(0, updates)).toBeNaN()
})

test('where nothing is known nothing is told', () => {
  const updates: StopTimeUpdate[] = [
    { stopSequence: 1, departure: { delay: 60 } },
    { stopSequence: 11, scheduleRelationship: 'SKIPPED' },
    { stopSequence: 21, scheduleRelationship: 'NO_DATA' },
  ]

  expect(told(1, updates)).toBe(180)
  expect(told(3, updates)).toBeNaN()
})
