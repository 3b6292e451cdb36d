import { incompleteBeta } from './incomplete-beta.ts'
import { normalTail } from './normal-distribution.ts'

/** Beyond so many degrees of freedom the normal distribution is as good. */
const normalFrom = 1e7

/**
 * Probability that Student's t with `degrees` of freedom (> 0, may be fractional or infinite) exceeds t, precise in both
 * tails (Abramowitz and Stegun, 26.7.1).
 */
export function tTail(t: number, degrees: number): number {
  if (degrees > normalFrom) return normalTail(t)
  const half = 0.5 * incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
  return t >= 0 ? half : 1 - half
}
