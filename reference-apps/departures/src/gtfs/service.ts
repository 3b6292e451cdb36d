/** The days on which trips run: a week between two dates (both included), and days added to and removed from it. */
export type Service = {
  id: string
  /** From Sunday, as Date counts; none for a service that has added days alone. */
  weekdays: readonly boolean[]
  from: string | null
  to: string | null
  added: Set<string>
  removed: Set<string>
}

/** Whether a service runs on a date (YYYY-MM-DD). */
export function isServiceDay({ weekdays, from, to, added, removed }: Service, date: string): boolean {
  if (added.has(date)) return true
  if (removed.has(date) || from === null || to === null || date < from || date > to) return false
  return weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? false
}

/** First and last date on which any of the services may run; undefined when there is none. */
export function datesCovered(services: Iterable<Service>): { from: string; to: string } | undefined {
  const dates: string[] = []
  for (const { from, to, weekdays, added } of services) {
    if (from !== null && to !== null && weekdays.includes(true)) dates.push(from, to)
    dates.push(...added)
  }
  dates.sort()
  const [from] = dates
  const to = dates.at(-1)
  return from === undefined || to === undefined ? undefined : { from, to }
}
