import { expect, test } from 'vitest'
import { quantileInPlace } from './quantile.ts'
import { randomFrom } from './random.ts'

test('quantiles agree with a sorted list', () => {
  const random = randomFrom(7)
  for (let n = 1; n < 60; n++) {
    const values = Float64Array.from({ length: n }, () => Math.round(random() * 20))
    const sorted = values.slice().sort()
    for (const q of [0, 0.1, 0.5, 0.77, 1]) {
      const low = Math.floor(q * (n - 1))
      const high = Math.ceil(q * (n - 1))
      const expected = sorted[low]! + (q * (n - 1) - low) * (sorted[high]! - sorted[low]!)
      expect(quantileInPlace(values.slice(), n, q)).toBeCloseTo(expected, 9)
    }
  }
})
