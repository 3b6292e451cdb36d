/** Local time of an agency's zone. */
export type ZoneClock = {
  /** Local time less UTC (s) at a moment (epoch s). */
  offsetS: (atS: number) => number
  /** The local date at a moment, as 2026-03-02. */
  date: (atS: number) => string
  /** Local date and time with the offset, as TIDES has them. */
  iso: (atS: number) => string
}

/** A clock of a time zone. Offsets are looked up once an hour: zones change theirs at full hours of UTC, or halves. */
export function zoneClock(timeZone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const known = new Map<number, number>()
  const offsetS = (atS: number) => {
    const slot = Math.floor(atS / 1800)
    let offset = known.get(slot)
    if (offset === undefined) {
      const parts = Object.fromEntries(
        format.formatToParts(slot * 1_800_000).map(({ type, value }) => [type, Number(value)]),
      ) as Record<string, number>
      const local = Date.UTC(
        parts.year!,
        parts.month! - 1,
        parts.day!,
        parts.hour!,
        parts.minute!,
        parts.second!,
      )
      offset = local / 1000 - slot * 1800
      known.set(slot, offset)
    }
    return offset
  }
  const local = (atS: number) => new Date(Math.round(atS + offsetS(atS)) * 1000).toISOString().slice(0, 19)
  return {
    offsetS,
    date: (atS) => local(atS).slice(0, 10),
    iso: (atS) => `${local(atS)}${offsetText(offsetS(atS))}`,
  }
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function offsetText(offsetS: number): string {
  const minutes = Math.round(Math.abs(offsetS) / 60)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${offsetS < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
