import { dateOf, utcOffset } from '../service-date.ts'

/** Writes seconds since a service day began as ISO 8601 with the offset of the city's time zone; NaN as nothing. */
export function createLocalTime(startS: number, timeZone: string): (seconds: number) => string {
  const minutes: (string | undefined)[] = []
  const offsets: string[] = []
  return (seconds) => {
    if (Number.isNaN(seconds)) return ''
    const at = startS + seconds
    const minute = Math.floor(at / 60)
    const index = minute - Math.floor(startS / 60) + 600
    let text = minutes[index]
    if (text === undefined) {
      const offset = utcOffset(minute * 60, timeZone)
      const local = new Date((minute * 60 + offset) * 1000).toISOString()
      text = `${local.slice(0, 16)}:`
      minutes[index] = text
      offsets[index] = offsetText(offset)
    }
    const second = at - minute * 60
    return `${text}${second < 10 ? '0' : ''}${second}${offsets[index]}`
  }
}

/** An epoch time as ISO 8601 in UTC. */
export function utcTime(atS: number): string {
  return `${new Date(atS * 1000).toISOString().slice(0, 19)}Z`
}

/** A calendar day and hour in the city's standard time, and its epoch seconds. */
export function standardHour(day: number, hour: number, timeZone: string): { date: string; atS: number } {
  return { date: dateOf(day), atS: day * 86_400 + hour * 3600 - standardOffset(day, timeZone) }
}

/** The offset of the year's standard time: the smaller of those of winter and summer. */
function standardOffset(day: number, timeZone: string): number {
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
