import { expect, test } from 'vitest'
import { compareJudged } from './compare-judged.ts'
import { readEvaluation } from './evaluation.ts'
import { judge } from './judge.ts'
import { judgeFleet } from './judge-fleet.ts'
import { readRules } from './rules.ts'

const days = Array.from({ length: 20 }, (_, day) => `2026-02-${String(day + 1).padStart(2, '0')}`)

/** One partition whose predictors have these mean errors; each day differs by the same noise for all. */
function partition(key: string[], means: Record<string, number>, n = 30, spread = 5) {
  const noise = days.map((_, day) => Math.sin(day * 12.9898) * spread)
  const over = (mean: number) => noise.map((value) => n * (mean + value) * 0.5)
  return {
    key,
    block: days.map((_, index) => index),
    n: days.map(() => n),
    over: Object.fromEntries(Object.entries(means).map(([name, mean]) => [name, over(mean)])),
    under: Object.fromEntries(Object.entries(means).map(([name, mean]) => [name, over(mean)])),
  }
}

function evaluation(partitions: ReturnType<typeof partition>[], weights = { over: 1, under: 1 }) {
  const predictors = Object.keys(partitions[0]?.over ?? {})
  return readEvaluation([{ format: 'headway.errors/1', blocks: days, predictors, partitions }], weights)
}

function losses(means: Record<string, number>) {
  return evaluation([partition(['A'], means)]).partitions.get('A')
}

const rules = readRules({
  compare: [
    { against: 'champion', be: 'non-inferior', margin: 0.02 },
    { against: 'schedule', be: 'better' },
  ],
  fleet: { compare: [{ against: 'schedule', be: 'better' }], maximumWorseShare: 0.5 },
})

test('a challenger that beats champion and baseline is better', () => {
  const judgement = judge(losses({ challenger: 30, champion: 32, schedule: 90 }), rules, 'A')

  expect(judgement).toMatchObject({ verdict: 'BETTER', accepted: true, reason: null, n: 600, blocks: 20 })
  expect((judgement.losses.champion ?? 0) - (judgement.losses.challenger ?? 0)).toBeCloseTo(2)
})

test('a challenger within the margin of the champion is non-inferior', () => {
  const judgement = judge(losses({ challenger: 30.3, champion: 30, schedule: 90 }), rules, 'A')

  expect(judgement).toMatchObject({ verdict: 'NON_INFERIOR', accepted: true })
})

test('a challenger beyond the margin is worse and the reason says by how much', () => {
  const judgement = judge(losses({ challenger: 33, champion: 30, schedule: 90 }), rules, 'A')

  expect(judgement).toMatchObject({ verdict: 'WORSE', accepted: false })
  expect(judgement.reason).toMatch(/within 2 % of champion: difference 3\.00/)
})

test('without a champion the baseline decides', () => {
  expect(judge(losses({ challenger: 30, schedule: 90 }), rules, 'A').verdict).toBe('BETTER')
  expect(judge(losses({ challenger: 90, schedule: 30 }), rules, 'A').verdict).toBe('WORSE')
})

test('too few samples or no evaluation at all is too little data, whatever the errors', () => {
  const few = evaluation([partition(['A'], { challenger: 1, schedule: 90 }, 2)]).partitions.get('A')

  expect(judge(few, rules, 'A')).toMatchObject({ verdict: 'TOO_LITTLE_DATA', accepted: false, n: 40 })
  expect(judge(undefined, { ...rules, tooLittleData: 'accept' }, 'A').accepted).toBe(true)
})

test('weights turn the verdict when mistakes of one kind cost more', () => {
  const late = partition(['A'], { challenger: 30, schedule: 31 })
  late.over.challenger = late.over.challenger?.map((value) => value * 1.5) ?? []
  late.under.challenger = late.under.challenger?.map((value) => value * 0.4) ?? []
  const wanted = readRules({ compare: [{ against: 'schedule', be: 'better' }] })

  const even = evaluation([late]).partitions.get('A')
  const dear = evaluation([late], { over: 3, under: 1 }).partitions.get('A')

  expect(judge(even, wanted, 'A').verdict).toBe('BETTER')
  expect(judge(dear, wanted, 'A').verdict).toBe('WORSE')
})

test('a difference that one day makes alone is not shown to be better', () => {
  const one = partition(['A'], { challenger: 30, schedule: 30 })
  const under = one.under.challenger ?? []
  under[3] = (under[3] ?? 0) - 300
  const found = evaluation([one]).partitions.get('A')

  expect(judge(found, readRules({ compare: [{ against: 'schedule', be: 'better' }] }), 'A').verdict).toBe(
    'WORSE',
  )
})

test('confidence 0.5 takes the plain difference', () => {
  const plain = readRules({ confidence: 0.5, compare: [{ against: 'schedule', be: 'better' }] })

  const judgement = judge(losses({ challenger: 30, schedule: 31 }), plain, 'A')

  const [{ difference, low, high } = { difference: 0, low: 0, high: 0 }] = judgement.comparisons
  expect(difference).toBeCloseTo(-1)
  expect([low, high]).toEqual([difference, difference])
})

test('the same rules judge the same losses alike', () => {
  const one = losses({ challenger: 30.3, champion: 30, schedule: 90 })
  const noisy = one && { ...one, n: one.n.map((_, block) => 20 + (block % 7)) }

  expect(judge(noisy, rules, 'A')).toEqual(judge(noisy, rules, 'A'))
})

test('the fleet is judged by what would be live: losers answer with the champion', () => {
  const found = evaluation([
    partition(['A'], { challenger: 20, champion: 30, schedule: 60 }),
    partition(['B'], { challenger: 99, champion: 30, schedule: 60 }),
  ])
  const judgements = new Map(
    [...found.partitions].map(([key, each]) => [key, judge(each, rules, key)] as const),
  )

  const fleet = judgeFleet(found, judgements, rules)

  expect(fleet.passed).toBe(true)
  expect(fleet.losses.candidate).toBeCloseTo((fleet.losses.champion ?? 0) - 5, 5)
})

test('a fleet with too many losers does not pass', () => {
  const found = evaluation([
    partition(['A'], { challenger: 99, champion: 30, schedule: 60 }),
    partition(['B'], { challenger: 99, champion: 30, schedule: 60 }),
  ])
  const judgements = new Map(
    [...found.partitions].map(([key, each]) => [key, judge(each, rules, key)] as const),
  )

  expect(judgeFleet(found, judgements, rules)).toMatchObject({
    passed: false,
    reasons: ['2 of 2 partitions are worse, at most 50 % may be'],
  })
})

test('how much the challenger differs from day to day goes with its verdict', () => {
  const { blockDeviation } = judge(losses({ challenger: 30, schedule: 90 }), rules, 'A')
  const noise = days.map((_, day) => Math.sin(day * 12.9898) * 5)
  const mean = noise.reduce((sum, each) => sum + each) / noise.length

  expect(blockDeviation).toBeCloseTo(
    Math.sqrt(noise.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (noise.length - 1)),
  )
  expect(judge(undefined, rules, 'A').blockDeviation).toBeNull()
})

test('over the fleet every predictor is compared on the rows it answered for', () => {
  const found = evaluation([
    partition(['A'], { challenger: 20, champion: 30, schedule: 60 }, 30, 0),
    partition(['B'], { challenger: 99, champion: 30, schedule: 60 }, 30, 0),
    partition(['C'], { challenger: 40, schedule: 60 }, 30, 0),
    partition(['D'], { challenger: 1, champion: 1, schedule: 1 }, 1, 0),
  ])
  const judgements = new Map(
    [...found.partitions].map(([key, each]) => [key, judge(each, rules, key)] as const),
  )

  expect(compareJudged(found, judgements)).toEqual([
    { predictor: 'champion', partitions: 2, n: 1200, loss: 30, challenger: 59.5, candidate: 25 },
    {
      predictor: 'schedule',
      partitions: 3,
      n: 1800,
      loss: 60,
      challenger: 53,
      candidate: expect.closeTo(30),
    },
  ])
})

test('an evaluation with a missing number names partition and field', () => {
  const broken = partition(['R/1', '0'], { challenger: 1 })
  broken.under.challenger?.pop()

  expect(() => evaluation([broken])).toThrow('the evaluation of partition "R%2F1/0" is uneven')
})

test('a rule that is wrong is named', () => {
  expect(() => readRules({ compare: [{ against: 'champion', be: 'nicer' }] })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'rules.compare.0.be' }),
  )
})
