import { expect, test } from 'vitest'
import { chiSquareHomogeneity, chiSquareTail } from './chi-square.ts'
import { binnedDistance, kolmogorovSmirnovStatistic, kolmogorovTail } from './kolmogorov-smirnov.ts'
import { normalQuantile, normalTail } from './normal-distribution.ts'
import { tTail } from './t-distribution.ts'

/** Equal to `digits` significant digits. */
function near(actual: number, expected: number, digits = 11): void {
  expect(Math.abs(actual - expected) / Math.abs(expected)).toBeLessThan(10 ** -digits)
}

test('normal tails and quantiles agree with SciPy down to 1e-300', () => {
  near(normalTail(-3), 0.9986501019683699)
  expect(normalTail(0)).toBe(0.5)
  near(normalTail(1), 0.15865525393145707)
  near(normalTail(10), 7.61985302416047e-24)
  near(normalTail(37), 5.7255712225239266e-300)
  near(normalQuantile(0.999), -3.090232306167813)
  near(normalQuantile(0.05), 1.6448536269514729)
  near(normalQuantile(1e-6), 4.753424308822899)
  near(normalQuantile(1e-300), 37.0470962993612)
  expect(normalQuantile(0)).toBe(Number.POSITIVE_INFINITY)
  expect(normalQuantile(1)).toBe(Number.NEGATIVE_INFINITY)
})

test("tails of Student's t agree with 40-digit arithmetic", () => {
  near(tTail(0.5, 1), 0.3524163823495667)
  near(tTail(2, 4.5), 0.05412895359056251)
  near(tTail(10, 5), 8.54737878714818e-5)
  near(tTail(40, 30), 6.863022597203201e-28)
  near(tTail(60, 200), 3.855789292028314e-130)
  near(tTail(1e30, 10), 1.23046875e-296)
  near(tTail(-2, 4.5), 1 - 0.05412895359056251)
  near(tTail(10, Number.POSITIVE_INFINITY), 7.61985302416047e-24)
})

test('chi-square tails agree with SciPy', () => {
  near(chiSquareTail(1, 1), 0.31731050786291115)
  near(chiSquareTail(10, 3), 0.01856613546304325)
  near(chiSquareTail(1500, 15), 4.996652762861e-311, 9)
})

test('homogeneity agrees with the test of a contingency table, and fewer effective rows say less', () => {
  const a = [10, 20, 30, 40]
  const b = [20, 20, 20, 40]

  const found = chiSquareHomogeneity(a, b, 100, 100)

  near(found.statistic, 5.333333333333334)
  expect(found.degrees).toBe(3)
  near(found.pValue, 0.14895400671141978)
  expect(chiSquareHomogeneity(a, b, 50, 50).pValue).toBeGreaterThan(found.pValue)
  expect(chiSquareHomogeneity([7], [9], 7, 9).pValue).toBe(1)
})

test("Kolmogorov's limit distribution agrees with SciPy in both tails", () => {
  near(kolmogorovTail(0.3), 0.9999906941986655)
  near(kolmogorovTail(0.5), 0.9639452436648751)
  near(kolmogorovTail(1), 0.26999967167735456)
  near(kolmogorovTail(1.36), 0.049485876755377876)
  near(kolmogorovTail(3), 3.045995948942526e-8)
  near(kolmogorovTail(15), 7.387766136974512e-196)
  expect(kolmogorovTail(0)).toBe(1)
})

test('the distance of binned samples is that of their distribution functions at the edges', () => {
  expect(binnedDistance([1, 0, 3], [0, 4, 4])).toBeCloseTo(0.25, 12)
  expect(binnedDistance([5, 0], [0, 5])).toBe(1)
  expect(binnedDistance([0, 0], [1, 2])).toBe(0)
  expect(binnedDistance([9, 1, 1], [9, 9, 0, 2], 2, 1, 2)).toBeCloseTo(0.5, 12)
})

test("Stephens' correction lies beside the limit for samples of hundreds", () => {
  // SciPy's asymptotic p-value of the same distance and sizes.
  expect(kolmogorovTail(kolmogorovSmirnovStatistic(0.21, 100, 200))).toBeGreaterThan(0.003)
  expect(kolmogorovTail(kolmogorovSmirnovStatistic(0.21, 100, 200))).toBeLessThan(0.0056)
  expect(kolmogorovTail(kolmogorovSmirnovStatistic(1, 1, 20))).toBeGreaterThan(0.05)
})
