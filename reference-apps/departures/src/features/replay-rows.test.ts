import { expect, test } from 'vitest'
import { createHistory } from '../history/history.ts'
import { learnDay } from '../history/learn-day.ts'
import { noDayContext } from './day-context.ts'
import { dayRows } from './day-rows.ts'
import { featureCount } from './feature-list.ts'
import { replayRows } from './replay-rows.ts'
import { createNames } from './service-day.ts'
import { simulatedDay } from './simulated-day.ts'

test('replayed rows are those of the day with what came true beside them', () => {
  const names = createNames()
  const history = createHistory()
  for (let k = 1; k <= 5; k++) learnDay(history, simulatedDay(`2026-03-0${k}`, names, k))
  const day = simulatedDay('2026-03-09', names, 99)
  const expected: number[][] = []
  dayRows(day, history, noDayContext, 2, (row) => expected.push(Array.from(row)))

  const replayed = replayRows({ day, history, routes: 2, rowsPerPartition: 0 })

  expect(replayed.rows).toBe(expected.length)
  expect(Array.from(replayed.features)).toEqual(expected.flat())
  const positioned = Array.from(replayed.from.keys()).filter((k) => replayed.from[k]! >= 0)
  for (const k of positioned) {
    expect(replayed.madeAt[k]! + replayed.target[k]!).toBe(day.observed[replayed.to[k]!])
    expect(replayed.baselines.schedule[k]).toBe(day.scheduled[replayed.to[k]!]! - replayed.madeAt[k]!)
    expect(replayed.baselines.kalman[k]).toBeGreaterThan(0)
  }
})

test('a sample takes some rows of every partition', () => {
  const names = createNames()
  const day = simulatedDay('2026-03-09', names, 99)

  const replayed = replayRows({ day, history: createHistory(), routes: 2, rowsPerPartition: 10 })

  const partitions = new Set(Array.from(replayed.to, (to) => day.partition[to]!))
  expect(partitions.size).toBe(names.partitions.names.length)
  expect(replayed.rows).toBeLessThan(names.partitions.names.length * 20)
  expect(replayed.features.length).toBe(replayed.rows * featureCount)
})
