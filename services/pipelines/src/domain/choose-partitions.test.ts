import { expect, test } from 'vitest'
import { choosePartitions, explainEmpty, type Retrained } from './choose-partitions.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 2, 3, hour))
const noRules = { coolDownHours: null, dailyPartitionBudget: null }
const known = (retrained: Record<string, Retrained> = {}, takenThatDay = 0, dataTime = at(12)) => ({
  dataTime,
  retrained: new Map(Object.entries(retrained)),
  takenThatDay,
})

test('without rules every partition is taken once, in the order given', () => {
  const { taken, figures } = choosePartitions(['b', 'a', 'b'], noRules, known())

  expect(taken).toEqual(['b', 'a'])
  expect(figures).toEqual({ asked: 2, taken: 2, inHand: 0, coolDown: 0, budget: 0 })
})

test('what was retrained within the cool-down waits, counted in the time of the data', () => {
  const before = { a: { dataTime: at(0), inHand: false }, b: { dataTime: at(1), inHand: false } }
  const rules = { ...noRules, coolDownHours: 12 }

  const { taken, figures } = choosePartitions(['a', 'b', 'c'], rules, known(before))

  expect(taken).toEqual(['a', 'c'])
  expect(figures).toMatchObject({ asked: 3, coolDown: 1 })
})

test('a finding in data as old as those of the last retraining, or older, retrains nothing', () => {
  const before = { a: { dataTime: at(12), inHand: false }, b: { dataTime: at(13), inHand: false } }

  expect(choosePartitions(['a', 'b'], noRules, known(before)).figures).toMatchObject({
    taken: 0,
    coolDown: 2,
  })
})

test('what a run has in hand is left to that run, whatever the rules', () => {
  const before = { a: { dataTime: at(1), inHand: true } }

  const { taken, figures } = choosePartitions(['a', 'b'], noRules, known(before))

  expect(taken).toEqual(['b'])
  expect(figures).toMatchObject({ inHand: 1, coolDown: 0 })
})

test("the day's budget goes to the worst that are due, and never below zero", () => {
  const before = { a: { dataTime: at(11), inHand: false } }
  const rules = { coolDownHours: 6, dailyPartitionBudget: 5 }

  const some = choosePartitions(['a', 'b', 'c', 'd'], rules, known(before, 3))
  const none = choosePartitions(['b'], rules, known({}, 9))

  expect(some.taken).toEqual(['b', 'c'])
  expect(some.figures).toEqual({ asked: 4, taken: 2, inHand: 0, coolDown: 1, budget: 1 })
  expect(none.taken).toEqual([])
})

test('it is told why nothing is left', () => {
  const figures = { asked: 6, taken: 0, inHand: 1, coolDown: 2, budget: 3 }

  expect(explainEmpty(figures)).toBe(
    "none of 6 partitions is left: 1 are in a run already, 2 were retrained within the cool-down, 3 are beyond the day's budget",
  )
  expect(explainEmpty({ ...figures, asked: 0 })).toBe('the list of partitions is empty')
})
