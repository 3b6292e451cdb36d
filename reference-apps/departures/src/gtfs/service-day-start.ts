import type { Schedule } from './schedule.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * When a service day (YYYY-MM-DD) begins, in epoch seconds: twelve hours before noon in the agency's time zone, which is
 * midnight but on the two days a year that the clocks are changed (GTFS reference, field type Time).
 */
export function serviceDayStart({ timezone }: Pick<Schedule, 'timezone'>, date: string): number {
  const noon = Date.parse(`${date}T12:00:00Z`) / 1000
  return noon - offsetAt(timezone, noon - offsetAt(timezone, noon)) - 43_200
}

/** The calendar date (YYYY-MM-DD) in the agency's time zone at a moment (epoch seconds). */
export function localDate({ timezone }: Pick<Schedule, 'timezone'>, timeS: number): string {
  return new Date((timeS + offsetAt(timezone, timeS)) * 1000).toISOString().slice(0, 10)
}

/** Seconds by which local time is ahead of UTC at a moment (epoch seconds). */
function offsetAt(timezone: string, timeS: number): number {
  const parts: Record<string, string> = {}
  for (const { type, value } of formatOf(timezone).formatToParts(timeS * 1000)) parts[type] = value
  const { year, month, day, hour, minute, second } = parts
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000 - Math.floor(timeS)
}

function formatOf(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timezone, format)
  }
  return format
}
