import { expect, test } from 'vitest'
import {
  createScoreboard,
  mergeScoreboard,
  type Scored,
  score,
  scoreboardFromJson,
  scoreboardToJson,
  scoresOf,
} from './scoreboard.ts'

const departures = { days: Float32Array.of(1, 1), times: Float32Array.of(1000, 1900) }

function predicted(changes: Partial<Scored>): Scored {
  const interval = { low: 90, high: 130 }
  return { day: 1, madeAt: 900, target: 100, hasPosition: true, median: 110, told: 100, interval, ...changes }
}

test('the median is scored for error and coverage, what is told for accuracy and wait', () => {
  const board = createScoreboard('deployed')

  score(board, departures, predicted({}))

  expect(scoresOf(board)[0]).toEqual({
    predictor: 'deployed',
    horizon: '0-3',
    n: 1,
    maeSeconds: 10,
    medianAbsoluteErrorSeconds: 10,
    etaAccuracy: 1,
    coverage: 1,
    meanWaitSeconds: 60,
    missRate: 0,
  })
})

test('a rider told too late a time misses the vehicle and waits for the next', () => {
  const board = createScoreboard('schedule')

  score(board, departures, predicted({ told: 200, interval: null }))

  const [soon] = scoresOf(board)
  expect(soon).toMatchObject({ missRate: 1, meanWaitSeconds: 860, coverage: null, etaAccuracy: 0 })
})

test('predictions before the first stop are scored apart from all', () => {
  const board = createScoreboard('deployed')

  score(board, departures, predicted({ hasPosition: false }))

  const scores = scoresOf(board)
  expect(scores.map(({ horizon, n }) => [horizon, n])).toEqual([
    ['0-3', 0],
    ['3-6', 0],
    ['6-10', 0],
    ['10-15', 0],
    ['15-30', 0],
    ['all', 0],
    ['first', 1],
  ])
})

test('accuracy over all is the plain mean of the bins that have a band', () => {
  const board = createScoreboard('deployed')
  score(board, departures, predicted({}))
  score(board, departures, predicted({}))
  score(board, departures, predicted({ target: 200, told: 500 }))
  score(board, departures, predicted({ target: 1200, told: 1200 }))

  const all = scoresOf(board).find(({ horizon }) => horizon === 'all')

  expect(all?.etaAccuracy).toBe(0.5)
})

test('a predictor that cannot say is not scored', () => {
  const board = createScoreboard('kalman')

  score(board, departures, predicted({ median: Number.NaN }))

  expect(scoresOf(board).every(({ n, maeSeconds }) => n === 0 && maeSeconds === null)).toBe(true)
})

test('boards of two parts give the scores of the whole, also after a way through JSON', () => {
  const whole = createScoreboard('deployed')
  const merged = createScoreboard('deployed')
  for (const target of [50, 100, 400, 700]) {
    const part = createScoreboard('deployed')
    score(part, departures, predicted({ target }))
    score(whole, departures, predicted({ target }))
    mergeScoreboard(merged, scoreboardFromJson(scoreboardToJson(part)))
  }

  expect(scoresOf(merged)).toEqual(scoresOf(whole))
})
