import type { City } from '../network.ts'
import { randomStream } from '../random-stream.ts'
import type { Pings } from './pings.ts'
import type { TripRun } from './route-run.ts'

/**
 * What the central system makes of a trip's reports: arrivals and departures in the time of the vehicle's device, and
 * when the report came in; seconds since the service day began, NaN where nothing is known.
 */
export type TripObservation = { arrivals: Float64Array; departures: Float64Array; received: Float64Array }

/** A vehicle has arrived this far before a stop and left this far behind it. */
const beforeM = 25
const behindM = 40
const missingShare = 0.015
const latencyS = 3

/** Stop visits of a trip out of its reports, by interpolation; `clockOffsetS` is how far the device's clock is ahead. */
export function observeTrip(
  city: City,
  run: TripRun,
  day: number,
  pings: Pings,
  clockOffsetS: number,
): TripObservation {
  const random = randomStream(city.seed, 'observed', run.trip.id, day)
  const { stops } = run.trip.pattern
  const places = stops.length
  const arrivals = new Float64Array(places).fill(Number.NaN)
  const departures = new Float64Array(places).fill(Number.NaN)
  const received = new Float64Array(places).fill(Number.NaN)
  const reaches = createReader(pings)
  for (let index = 0; index < run.driven; index++) {
    const missing = random.uniform() < missingShare
    const at = stops[index]?.distanceM as number
    const isLast = index === run.driven - 1
    const arrival = index === 0 ? Number.NaN : reaches(at - beforeM)
    const departure = isLast ? arrival : reaches(at + behindM)
    if (missing || run.skipped[index] === 1 || Number.isNaN(departure)) continue
    arrivals[index] = Math.round((index === 0 ? departure : arrival) + clockOffsetS)
    departures[index] = Math.round(departure + clockOffsetS)
    received[index] = Math.ceil((pings.times[reaches.at()] as number) + latencyS + 4 * random.uniform())
  }
  return { arrivals, departures, received }
}

/** Reads along reports when rising distances are reached; noise that points back is not believed. */
function createReader({ times, distances, count }: Pings) {
  let index = 0
  let farthest = distances[0] as number
  let farthestBefore = farthest
  const reader = (distance: number): number => {
    while (farthest < distance) {
      index++
      if (index >= count) {
        index = count - 1
        return Number.NaN
      }
      farthestBefore = farthest
      farthest = Math.max(farthest, distances[index] as number)
    }
    if (index === 0) return times[0] as number
    const share = (distance - farthestBefore) / (farthest - farthestBefore)
    const before = times[index - 1] as number
    return before + Math.max(0, share) * ((times[index] as number) - before)
  }
  return Object.assign(reader, { at: () => index })
}
