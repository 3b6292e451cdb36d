import { digamma, trigamma, trigammaInverse } from './gamma-function.ts'

/** What is known of all variances before looking at one of them: a scaled inverse chi-square distribution. */
export type VariancePrior = { variance: number; degrees: number }

/**
 * The prior that many sample variances share, from the mean and the variance of their logarithms (Smyth 2004, Statistical
 * Applications in Genetics and Molecular Biology 3, article 3, section 6.2). `degrees` is infinite where they differ no
 * more than chance would have it; undefined with fewer than two usable variances (> 0, degrees > 0).
 */
export function fitVariancePrior(
  variances: ArrayLike<number>,
  degrees: ArrayLike<number>,
): VariancePrior | undefined {
  const logs: number[] = []
  let expected = 0
  for (let at = 0; at < variances.length; at++) {
    const half = (degrees[at] as number) / 2
    const variance = variances[at] as number
    if (!(variance > 0 && half > 0)) continue
    logs.push(Math.log(variance) - digamma(half) + Math.log(half))
    expected += trigamma(half)
  }
  const count = logs.length
  if (count < 2) return undefined
  const mean = logs.reduce((sum, value) => sum + value, 0) / count
  const spread = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1)
  const excess = spread - expected / count
  if (!(excess > 0)) return { variance: Math.exp(mean), degrees: Number.POSITIVE_INFINITY }
  const half = trigammaInverse(excess)
  return { variance: Math.exp(mean + digamma(half) - Math.log(half)), degrees: 2 * half }
}

/** One variance drawn towards the prior, and the degrees of freedom of both together. */
export function moderateVariance(
  variance: number,
  degrees: number,
  prior: VariancePrior | undefined,
): VariancePrior {
  if (!prior) return { variance, degrees }
  if (prior.degrees === Number.POSITIVE_INFINITY) return prior
  const all = prior.degrees + degrees
  return { variance: (prior.degrees * prior.variance + degrees * variance) / all, degrees: all }
}
