import { expect, test } from 'vitest'
import { isBetter, isNonInferior, type PairedBlocks, pairedBlockDifference } from './block-bootstrap.ts'
import { seededRandom } from './seeded-random.ts'

const options = { resamples: 2000, confidence: 0.95, seed: 7 }

/** Blocks whose mean loss differs by `shift`, plus a deviation of each block. */
function blocksOf(shift: number, deviation: number, count = 40, seed = 3): PairedBlocks {
  const random = seededRandom(seed)
  const rows = Array.from({ length: count }, () => 20 + Math.floor(random() * 60))
  const reference = rows.map((n) => n * (30 + random() * 10))
  const candidate = reference.map((loss, block) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return loss + (rows[block] as number) * (shift + deviation * normal)
  })
  return { candidate, reference, rows }
}

test('the same seed gives the same limits', () => {
  const blocks = blocksOf(-1, 2)

  expect(pairedBlockDifference(blocks, options)).toEqual(pairedBlockDifference(blocks, options))
})

test('a clear gain is better, a clear loss is not, and noise is neither', () => {
  expect(isBetter(pairedBlockDifference(blocksOf(-2, 1), options))).toBe(true)
  expect(isBetter(pairedBlockDifference(blocksOf(0, 5), options))).toBe(false)
  const worse = pairedBlockDifference(blocksOf(2, 1), options)
  expect(isBetter(worse)).toBe(false)
  expect(isNonInferior(worse, 0.02)).toBe(false)
  expect(isNonInferior(worse, 0.2)).toBe(true)
})

test('equal predictors are non-inferior without a margin and never better', () => {
  const { reference, rows } = blocksOf(0, 0)

  const difference = pairedBlockDifference({ candidate: reference, reference, rows }, options)

  expect(difference).toMatchObject({ difference: 0, low: 0, high: 0 })
  expect(isNonInferior(difference, 0)).toBe(true)
  expect(isBetter(difference)).toBe(false)
})

test('the upper limit lies above the true difference about as often as it says', () => {
  let covered = 0
  for (let seed = 1; seed <= 300; seed++) {
    const { high } = pairedBlockDifference(blocksOf(0.5, 3, 40, seed), {
      resamples: 400,
      confidence: 0.95,
      seed,
    })
    if (high >= 0.5) covered++
  }

  expect(covered / 300).toBeGreaterThan(0.9)
  expect(covered / 300).toBeLessThan(0.99)
})

test('no rows give no difference and never pass', () => {
  const nothing = pairedBlockDifference({ candidate: [], reference: [], rows: [] }, options)

  expect(nothing.difference).toBeNaN()
  expect(isBetter(nothing)).toBe(false)
  expect(isNonInferior(nothing, 0.5)).toBe(false)
})
