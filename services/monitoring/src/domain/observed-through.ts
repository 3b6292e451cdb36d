import { largest } from './largest.ts'
import { median } from './median.ts'
import type { Monitor } from './monitor.ts'

/**
 * The time that outcomes have reached: the newest of them. One clock that runs years ahead must not close the windows to
 * come, so that beyond what predictions make likely only the middle one counts.
 */
export function observedThrough(
  observedAtMs: readonly number[],
  { predictedThrough, outcomeWithinHours }: Pick<Monitor, 'predictedThrough' | 'outcomeWithinHours'>,
): Date | undefined {
  const newest = largest(observedAtMs)
  if (newest === undefined) return undefined
  const limit = predictedThrough
    ? predictedThrough.getTime() + outcomeWithinHours * 3_600_000
    : Number.NEGATIVE_INFINITY
  if (newest <= limit) return new Date(newest)
  return new Date(Math.max(Math.min(newest, limit), median(Float64Array.from(observedAtMs))))
}

const dayMs = 86_400_000

/** Outcomes that come in a day and more after the last prediction: the endpoint has fallen silent while they go on. */
export function afterSilence(
  observedAtMs: readonly number[],
  { predictedThrough }: Pick<Monitor, 'predictedThrough'>,
): number[] {
  if (!predictedThrough) return []
  const from = predictedThrough.getTime() + dayMs
  return observedAtMs.filter((ms) => ms > from)
}
