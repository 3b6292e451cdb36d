/** Departures of one partition in the order of time: `times[k]` on `days[k]`. */
export type Departures = { days: Float32Array; times: Float32Array }

/** How long a rider waits (s), null when no vehicle comes any more that day, and whether the one told of was missed. */
export type RiderWait = { wait: number | null; missed: boolean }

/**
 * A rider comes at `arrival` (s of the day): W = D_k − arrival, k the first departure of route, direction and stop not
 * before it. The vehicle told of, which leaves at `target`, is missed when the rider comes after it has left.
 */
export function riderWait(departures: Departures, day: number, arrival: number, target: number): RiderWait {
  const { days, times } = departures
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! < day || (days[middle] === day && times[middle]! < arrival)) low = middle + 1
    else high = middle
  }
  const wait = days[low] === day ? times[low]! - arrival : null
  return { wait, missed: arrival > target }
}
