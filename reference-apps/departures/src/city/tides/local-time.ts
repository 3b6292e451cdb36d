import { dateOf, utcOffset } from '../service-date.ts'

/** Writes seconds since a service day began as ISO 8601 with the offset of the city's time zone; NaN as nothing. */
export type LocalTime = (seconds: number) => string

/** The times of a service day that starts at `startS` (epoch seconds). Offsets change on the hour alone. */
export function createLocalTime(startS: number, timeZone: string): LocalTime {
  const firstHour = Math.floor(startS / 3600) - 2
  const offsets: number[] = []
  const minutes: string[] = []
  const endings: string[] = []
  const add = (minute: number, index: number) => {
    const hour = Math.floor(minute / 60)
    const offset = offsets[hour - firstHour] ?? utcOffset(hour * 3600, timeZone)
    offsets[hour - firstHour] = offset
    minutes[index] = `${new Date((minute * 60 + offset) * 1000).toISOString().slice(0, 16)}:`
    endings[index] = offsetText(offset)
  }
  return (seconds) => {
    if (Number.isNaN(seconds)) return ''
    const at = startS + seconds
    const minute = Math.floor(at / 60)
    const index = minute - firstHour * 60
    if (minutes[index] === undefined) add(minute, index)
    const second = at - minute * 60
    return `${minutes[index]}${second < 10 ? '0' : ''}${second}${endings[index]}`
  }
}

/** An epoch time as ISO 8601 in UTC. */
export function utcTime(atS: number): string {
  return `${new Date(atS * 1000).toISOString().slice(0, 19)}Z`
}

/** The offset of the year's standard time: the smaller of those of winter and summer. */
export function standardOffset(day: number, timeZone: string): number {
  const year = dateOf(day).slice(0, 4)
  const offsets = ['01-01', '07-01'].map((date) =>
    utcOffset(Date.parse(`${year}-${date}T12:00:00Z`) / 1000, timeZone),
  )
  return Math.min(...offsets)
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60
  const two = (value: number) => String(value).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
