import { logGamma } from './gamma-function.ts'

const tiny = 1e-300
const precision = 1e-15

/**
 * Regularised incomplete beta function I_x(a, b), 0 <= x <= 1, with full relative precision where it is small: Lentz's
 * continued fraction (Numerical Recipes, third edition, section 6.4).
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x > 0)) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a - 1 + 2 * m) * (a + 2 * m))
    d = 1 / notZero(1 + even * d)
    c = notZero(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 1 + 2 * m))
    d = 1 / notZero(1 + odd * d)
    c = notZero(1 + odd / c)
    const factor = d * c
    value *= factor
    if (Math.abs(factor - 1) < precision) break
  }
  return value
}

function notZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
