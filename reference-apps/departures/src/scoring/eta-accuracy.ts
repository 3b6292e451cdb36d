/** A horizon bin: by the time from the prediction to the actual departure, `from` <= time < `to` (s). */
export type Horizon = {
  name: '0-3' | '3-6' | '6-10' | '10-15' | '15-30'
  from: number
  to: number
  /** Allowed error, actual less predicted (s, inclusive); null where the benchmark has no band. */
  band: { least: number; most: number } | null
}

/**
 * The bins of the ETA Accuracy Benchmark and one beyond them. Binned by actual time; bands as the benchmark gives them.
 * The last bin takes its upper end in.
 */
export const horizons: readonly Horizon[] = [
  { name: '0-3', from: 0, to: 180, band: { least: -30, most: 90 } },
  { name: '3-6', from: 180, to: 360, band: { least: -60, most: 150 } },
  { name: '6-10', from: 360, to: 600, band: { least: -60, most: 210 } },
  { name: '10-15', from: 600, to: 900, band: { least: -90, most: 270 } },
  { name: '15-30', from: 900, to: 1801, band: null },
]

/** The bin of a time to the actual departure (s), −1 when it is in none. */
export function horizonOf(secondsToDeparture: number): number {
  return horizons.findIndex(({ from, to }) => secondsToDeparture >= from && secondsToDeparture < to)
}

/** Whether an error (actual less predicted, s) counts as accurate. */
export function isAccurate({ band }: Horizon, error: number): boolean {
  return band !== null && error >= band.least && error <= band.most
}
