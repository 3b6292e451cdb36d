import { logGamma } from './gamma-function.ts'

const tiny = 1e-300
const precision = 1e-15

/**
 * Upper regularised incomplete gamma function Q(a, x) for a > 0, x >= 0, with full relative precision in the far tail:
 * a series below x = a + 1, above it Lentz's continued fraction (Numerical Recipes, third edition, section 6.2).
 */
export function gammaTail(a: number, x: number): number {
  if (!(x > 0)) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - front * series(a, x) : front * fraction(a, x)
}

function series(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = a + 1; Math.abs(term) > Math.abs(sum) * precision; n++) {
    term *= x / n
    sum += term
  }
  return sum
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let i = 1; i < 10_000; i++) {
    const numerator = -i * (i - a)
    b += 2
    d = 1 / notZero(numerator * d + b)
    c = notZero(b + numerator / c)
    const factor = c * d
    value *= factor
    if (Math.abs(factor - 1) < precision) break
  }
  return value
}

function notZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
