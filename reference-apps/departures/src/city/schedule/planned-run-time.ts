import { meanTraffic } from '../conditions/traffic.ts'
import { demandProfile } from '../demand-profile.ts'
import { randomStream } from '../random-stream.ts'
import type { Pattern } from '../streets/pattern.ts'
import type { Edition } from './timetable.ts'

/** Hours at which the planner's periods begin. */
const periods = [0, 6.5, 9.5, 15, 19, 30]
/** Three percent above last year's mean, when traffic was lighter, are today this share of a dry day's. */
const allowance = 0.985
/** How far, relatively, a period is misjudged. */
const misjudgement = 0.05

/**
 * Planned seconds from the first stop to each, for a trip that starts at a moment. Of a period the planner knows last
 * year's mean, misjudges it by some percent, and sets timepoints to whole minutes; stops between are interpolated. So
 * the schedule is wrong in a way that can be learned.
 */
export function createRunTimes(
  seed: number,
  pattern: Pattern,
  headwayMinutes: number,
  edition: Edition,
): (at: number) => Float64Array {
  const ofPeriod = periods.slice(1).map((end, period) => {
    const begin = periods[period] as number
    const random = randomStream(seed, 'planner', pattern.routeId, pattern.direction, period, edition.replan)
    const misjudged = allowance * (1 + misjudgement * random.normal()) * edition.factor
    const profile = meanProfile(begin, end, edition.weekend)
    return planned(pattern, profile, headwayMinutes, misjudged)
  })
  return (at) => {
    const period = periods.findIndex((begin) => begin > at / 3600) - 1
    return ofPeriod[period] as Float64Array
  }
}

function planned(pattern: Pattern, profile: number, headwayMinutes: number, factor: number): Float64Array {
  const means = new Float64Array(pattern.stops.length)
  pattern.stops.forEach(({ stop, lengthM }, index) => {
    if (index === 0) return
    const moving = (lengthM / stop.freeFlowMps) * (1 + stop.exposure * profile * meanTraffic)
    const boardings = (stop.boardingsPerHour * profile * headwayMinutes) / 60
    const dwell = index === pattern.stops.length - 1 ? 0 : meanDwell(boardings)
    means[index] = (means[index - 1] as number) + (moving + stop.signalS + dwell) * factor
  })
  return roundTimepoints(pattern, means)
}

/** Boardings and alightings of a stop are about as many; nobody at all is likeliest where both are few. */
function meanDwell(boardings: number): number {
  return (1 - Math.exp(-2 * boardings)) * 5.5 + 3.1 * boardings
}

function roundTimepoints({ stops }: Pattern, means: Float64Array): Float64Array {
  const times = new Float64Array(stops.length)
  const last = stops.length - 1
  let anchor = 0
  for (let index = 1; index <= last; index++) {
    if (!stops[index]?.timepoint && index !== last) continue
    const mean = means[index] as number
    const start = times[anchor] as number
    // A minute for every four stops at least: times rise however fast the way is.
    const end = Math.max(Math.round(mean / 60) * 60, start + 60 * Math.ceil((index - anchor) / 4))
    const meanStart = means[anchor] as number
    for (let between = anchor + 1; between < index; between++) {
      const share = ((means[between] as number) - meanStart) / (mean - meanStart)
      times[between] = Math.round(start + share * (end - start))
    }
    times[index] = end
    anchor = index
  }
  return times
}

function meanProfile(begin: number, end: number, weekend: boolean): number {
  const from = Math.max(begin, 5.5)
  const to = Math.min(end, 25)
  const steps = 24
  let sum = 0
  for (let step = 0; step < steps; step++)
    sum += demandProfile(from + ((step + 0.5) / steps) * (to - from), weekend)
  return sum / steps
}
