const dayMs = 86_400_000

/** The service date so many days after another one. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** Every service date from the first up to the last one, which is left out. */
export function datesBetween(from: string, to: string): string[] {
  const dates: string[] = []
  for (let date = from; date < to; date = addDays(date, 1)) dates.push(date)
  return dates
}
