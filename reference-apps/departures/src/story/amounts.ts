/** Numbers for people: groups of thousands, units. */
const grouped = new Intl.NumberFormat('en-GB')

export function count(value: number, one?: string, many?: string): string {
  const number = grouped.format(Math.round(value))
  if (one === undefined) return number
  return `${number} ${value === 1 ? one : (many ?? `${one}s`)}`
}

/** Seconds with one decimal; `-` where nothing was measured. */
export function seconds(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '-' : `${value.toFixed(1)} s`
}

/** A share from 0 to 1. */
export function percent(value: number | null | undefined, digits = 1): string {
  return value === null || value === undefined || !Number.isFinite(value)
    ? '-'
    : `${(100 * value).toFixed(digits)} %`
}

export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  const rank = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
  const scaled = value / 1000 ** rank
  return `${rank === 0 ? count(scaled) : scaled.toFixed(1)} ${units[rank]}`
}

/** Time since the story began, as minutes and seconds. */
export function elapsed(ms: number): string {
  const whole = Math.floor(ms / 1000)
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}
