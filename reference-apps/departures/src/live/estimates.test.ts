import { expect, test } from 'vitest'
import { estimates } from './estimates.ts'
import { runEntity } from './feed-entities.ts'
import { type RunPrediction, runPrediction } from './run-prediction.ts'
import { dueS, sampleRun } from './sample-run.ts'
import type { TripRun } from './trip-run.ts'

/** Predictions (s after the run is due) of places from 1 on. */
function predicted(run: TripRun, delays: readonly number[]): RunPrediction {
  const prediction = runPrediction(run.trip.stops.length)
  for (const [index, delay] of delays.entries()) {
    const place = index + 1
    const time = dueS + place * 120 + delay
    prediction.madeAtS[place] = dueS
    prediction.source[place] = 'MODEL'
    prediction.p10[place] = time - 20
    prediction.p50[place] = time
    prediction.p90[place] = time + 40
    prediction.rider[place] = time - 10
  }
  return prediction
}

function underWay(): TripRun {
  const run = sampleRun()
  run.reached = 0
  run.departedS[0] = dueS + 30
  run.vehicle = { id: 'V7', label: null }
  return run
}

test('what lies ahead is told as it was predicted', () => {
  const run = underWay()

  const ahead = estimates(run, predicted(run, [30, 40, 50, 60]), dueS + 35)

  expect(ahead.map(({ place, departureS }) => [place, departureS - dueS])).toEqual([
    [1, 140],
    [2, 270],
    [3, 400],
    [4, 530],
  ])
  expect(ahead[0]).toMatchObject({ source: 'MODEL', earliestS: dueS + 130, latestS: dueS + 190 })
})

test('a vehicle that is overdue at its next stop is late at all of them', () => {
  const run = underWay()

  const ahead = estimates(run, predicted(run, [30, 40, 50, 60]), dueS + 250)

  expect(ahead.map(({ departureS }) => departureS - dueS)).toEqual([250, 370, 500, 630])
})

test('times that contradict each other are put in order', () => {
  const run = underWay()

  const ahead = estimates(run, predicted(run, [200, 40, 50, 60]), dueS + 35)

  const times = ahead.map(({ departureS }) => departureS)
  expect(times.every((time, k) => k === 0 || time > times[k - 1]!)).toBe(true)
})

test('beyond what is predicted the delay of the last prediction stays', () => {
  const run = underWay()

  const ahead = estimates(run, predicted(run, [30, 40]), dueS + 35)

  expect(ahead.map(({ source }) => source)).toEqual(['MODEL', 'MODEL', 'SCHEDULE', 'SCHEDULE'])
  expect(ahead[3]!.departureS).toBe(dueS + 480 + 30)
})

test('the feed has the predicted stops, those left out, and those left before they were due', () => {
  const run = underWay()
  run.departedS[0] = dueS - 25
  run.skipped.add(2)

  const prediction = predicted(run, [30, 40, 50, 60])
  const nowS = dueS - 20
  const entity = runEntity(run, prediction, estimates(run, prediction, nowS), nowS)

  const stops = entity!.tripUpdate!.stopTimeUpdates
  expect(stops.map(({ stopSequence, scheduleRelationship }) => [stopSequence, scheduleRelationship])).toEqual(
    [
      [1, 'SCHEDULED'],
      [11, 'SCHEDULED'],
      [21, 'SKIPPED'],
      [31, 'SCHEDULED'],
      [41, 'SCHEDULED'],
    ],
  )
  expect(stops[0]!.departure!.time).toBe(dueS - 25)
  expect(stops[1]!.departure).toEqual({ time: dueS + 140, uncertainty: 60 })
  expect(entity!.tripUpdate!.vehicle).toEqual({ id: 'V7' })
})
