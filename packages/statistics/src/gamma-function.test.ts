import { expect, test } from 'vitest'
import { digamma, logGamma, trigamma, trigammaInverse } from './gamma-function.ts'
import { incompleteBeta } from './incomplete-beta.ts'
import { gammaTail } from './incomplete-gamma.ts'

/** Equal to `digits` significant digits. */
function near(actual: number, expected: number, digits = 12): void {
  expect(Math.abs(actual - expected) / Math.abs(expected)).toBeLessThan(10 ** -digits)
}

test('the logarithm of gamma and its derivatives agree with SciPy', () => {
  near(logGamma(0.1), 2.252712651734206)
  near(logGamma(0.5), 0.5723649429247)
  near(logGamma(3.3), 0.9870985778947343)
  near(logGamma(50), 144.56574394634487)
  near(logGamma(1e5), 1051287.7089736569)
  near(digamma(0.1), -10.423754940411076)
  near(digamma(3.3), 1.0348224890596216)
  near(digamma(50), 3.9019896734278925)
  near(trigamma(0.1), 101.43329915079275)
  near(trigamma(0.5), 4.93480220054468)
  near(trigamma(50), 0.020201333226697128)
})

test('the inverse of trigamma is its inverse', () => {
  for (const x of [0.02, 0.5, 1, 3.3, 20, 500]) near(trigammaInverse(trigamma(x)), x, 8)
})

test('incomplete gamma and beta functions agree with SciPy down to 1e-302', () => {
  near(gammaTail(0.5, 0.2), 0.5270892568655381)
  near(gammaTail(3, 10), 0.0027693957155115775)
  near(gammaTail(7.5, 700), 1.6554376843628512e-289)
  near(incompleteBeta(0.1, 0.5, 2), 0.45853026072441494)
  near(incompleteBeta(0.9, 5, 0.5), 0.3166429150200122)
  near(incompleteBeta(0.5, 10, 10), 0.5)
  near(incompleteBeta(1e-3, 100, 0.5), 5.637639502935732e-302)
})
