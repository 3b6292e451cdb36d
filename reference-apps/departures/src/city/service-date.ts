const dayMs = 86_400_000

/** Days since 1970-01-01 as a date, 2026-03-02. */
export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** A date as days since 1970-01-01. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs
}

/** Saturday or Sunday. */
export function isWeekend(day: number): boolean {
  return (day + 3) % 7 >= 5
}

/** Seconds from a service day's start until all of its trips are over. */
export const serviceDayS = 28 * 3600

/** Epoch seconds at which a service day starts: noon less 12 hours in the city's time zone, as GTFS counts. */
export function dayStart(day: number, timeZone: string): number {
  const noonUtc = day * 86_400 + 43_200
  return noonUtc - utcOffset(noonUtc - utcOffset(noonUtc, timeZone), timeZone) - 43_200
}

/** The last service day whose trips are all over at a moment (epoch seconds). */
export function lastEndedDay(atS: number, timeZone: string): number {
  let day = Math.floor(atS / 86_400)
  while (dayStart(day, timeZone) + serviceDayS > atS) day--
  return day
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Local time less UTC in seconds at a moment (epoch seconds). */
export function utcOffset(atS: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    formats.set(timeZone, format)
  }
  const name = format.formatToParts(atS * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}
