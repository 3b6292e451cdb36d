const from = Date.UTC(2005, 0, 1) / 1000
const to = Date.UTC(2100, 0, 1) / 1000

/** Whether a time can be epoch seconds of a running service, which milliseconds and seconds of a day cannot. */
export function isPosixTime(timeS: number): boolean {
  return timeS >= from && timeS < to
}

/** An epoch second as a reader of the finding knows it. */
export function clock(timeS: number): string {
  return isPosixTime(timeS) ? `${new Date(timeS * 1000).toISOString().slice(11, 19)}Z` : String(timeS)
}
