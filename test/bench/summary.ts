import type { Samples } from './measure.ts'

export type Line = {
  name: string
  repeats: number
  wallMs: { min: number; median: number; p90: number; p95: number }
  /** Median; null where the system does not tell it. */
  cpuMs: number | null
  /** Times the reference, by medians; null for the reference itself. */
  wallRatio: number | null
  cpuRatio: number | null
}

/** One line for each action beside the reference, which is the action named so. */
export function summarize(samples: readonly Samples[], reference: string): Line[] {
  const base = samples.find(({ name }) => name === reference)
  const baseWall = quantile(base?.wallMs ?? [], 0.5)
  const baseCpu = known(quantile(base?.cpuMs ?? [], 0.5))
  return samples.map(({ name, wallMs, cpuMs }) => {
    const median = quantile(wallMs, 0.5)
    const cpu = known(quantile(cpuMs, 0.5))
    const isReference = name === reference
    return {
      name,
      repeats: wallMs.length,
      wallMs: { min: quantile(wallMs, 0), median, p90: quantile(wallMs, 0.9), p95: quantile(wallMs, 0.95) },
      cpuMs: cpu,
      wallRatio: isReference ? null : median / baseWall,
      cpuRatio: isReference || cpu === null || !baseCpu ? null : cpu / baseCpu,
    }
  })
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
