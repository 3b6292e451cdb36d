import { expect, test } from 'vitest'
import { populationStabilityIndex, standardisedMeanDifference } from './effect-size.ts'
import { benjaminiHochberg } from './false-discovery.ts'
import { absoluteNormalMedian, inflationFactor } from './inflation.ts'
import { fitVariancePrior, moderateVariance } from './moderated-variance.ts'
import { normalQuantile } from './normal-distribution.ts'
import { seededRandom } from './seeded-random.ts'

test('q-values agree with SciPy, in the order of the tests', () => {
  const pValues = [0.34, 0.001, 0.008, 0.205, 0.039, 0.041, 0.042, 0.06, 0.074, 0.986]

  // scipy.stats.false_discovery_control
  const expected = [0.3777777778, 0.01, 0.04, 0.25625, 0.084, 0.084, 0.084, 0.1, 0.1057142857, 0.986]

  const qValues = benjaminiHochberg(pValues)
  for (const [at, q] of expected.entries()) expect(qValues[at]).toBeCloseTo(q, 9)
  expect(benjaminiHochberg([])).toHaveLength(0)
})

test('the prior of many variances is found again, and draws each of them towards it', () => {
  const random = seededRandom(11)
  const normal = () => normalQuantile(random())
  const chiSquare = (degrees: number) => {
    let sum = 0
    for (let i = 0; i < degrees; i++) sum += normal() ** 2
    return sum
  }
  const count = 4000
  const degrees = new Array<number>(count).fill(6)
  const variances = degrees.map((d) => (((4 * 10) / chiSquare(10)) * chiSquare(d)) / d)

  const prior = fitVariancePrior(variances, degrees)

  expect(prior?.variance).toBeGreaterThan(3.7)
  expect(prior?.variance).toBeLessThan(4.3)
  expect(prior?.degrees).toBeGreaterThan(8)
  expect(prior?.degrees).toBeLessThan(13)
  const moderated = moderateVariance(100, 6, { variance: 4, degrees: 10 })
  expect(moderated).toEqual({ variance: (100 * 6 + 40) / 16, degrees: 16 })
})

test('equal variances are one variance, and one alone stays as it is', () => {
  const prior = fitVariancePrior([2, 2, 2, 2], [5, 5, 5, 5])

  expect(prior?.degrees).toBe(Number.POSITIVE_INFINITY)
  expect(moderateVariance(9, 5, prior)).toBe(prior)
  expect(fitVariancePrior([2], [5])).toBeUndefined()
  expect(moderateVariance(9, 5, undefined)).toEqual({ variance: 9, degrees: 5 })
})

test('what moves most tests at once is taken out, what moves some is not', () => {
  const random = seededRandom(3)
  const quiet = Array.from({ length: 1000 }, () => Math.abs(normalQuantile(random())))

  expect(inflationFactor(quiet, absoluteNormalMedian)).toBeLessThan(1.1)
  const rainy = quiet.map((z) => 2 * z)
  expect(inflationFactor(rainy, absoluteNormalMedian)).toBeGreaterThan(1.85)
  const detour = quiet.map((z, at) => (at < 50 ? 20 : z))
  expect(inflationFactor(detour, absoluteNormalMedian)).toBeLessThan(1.15)
  expect(inflationFactor(quiet.slice(0, 10), absoluteNormalMedian)).toBe(1)
})

test('effect sizes of equal samples are 0', () => {
  expect(populationStabilityIndex([1, 2, 3], [10, 20, 30])).toBeCloseTo(0, 12)
  expect(populationStabilityIndex([50, 50], [75, 25])).toBeCloseTo(0.25 * Math.log(3), 12)
  expect(populationStabilityIndex([50, 50], [0, 0])).toBe(0)
  expect(standardisedMeanDifference(3, 1, 4)).toBe(0.5)
  expect(standardisedMeanDifference(3, 1, 0)).toBeNull()
})
