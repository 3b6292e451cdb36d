/** How the values of GTFS are written; each function gives undefined for text that is not one. */
export const expectedTime = 'a time as 25:10:00'
export const expectedDate = 'a date as 20260220'
export const expectedInteger = 'a whole number from 0'
export const expectedNumber = 'a number'

/** Seconds of a time of the service day, which may go beyond 24:00:00. */
export function readTime(text: string): number | undefined {
  const match = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(text)
  if (!match) return undefined
  return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3])
}

/** YYYYMMDD as YYYY-MM-DD. */
export function readDate(text: string): string | undefined {
  if (!/^\d{8}$/.test(text)) return undefined
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined
}

export function readInteger(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

export function readNumber(text: string): number | undefined {
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** A time of the service day (s) as HH:MM:SS. */
export function writeTime(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
