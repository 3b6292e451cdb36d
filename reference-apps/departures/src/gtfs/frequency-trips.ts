import { writeTime } from './gtfs-values.ts'
import type { Frequency, Schedule, ScheduleTrip } from './schedule.ts'

/** The id of one departure of a trip that frequencies.txt repeats: its start in seconds of the service day. */
function departureId(tripId: string, startS: number): string {
  return `${tripId}@${writeTime(startS)}`
}

/**
 * Adds a trip for each departure that frequencies.txt sets with exact times; gives in words which trips have none, as
 * they run by headway alone and cannot be late.
 */
export function addFrequencyTrips(
  trips: Map<string, ScheduleTrip>,
  frequencies: ReadonlyMap<string, Frequency[]>,
): string[] {
  let withoutTimes = 0
  for (const [tripId, periods] of frequencies) {
    const pattern = trips.get(tripId)
    const first = pattern?.stops[0]
    if (!pattern || !first) continue
    if (periods.some(({ exactTimes }) => !exactTimes)) withoutTimes++
    for (const { startS, endS, headwayS, exactTimes } of periods) {
      for (let at = startS; exactTimes && at < endS; at += headwayS) {
        const departure = shifted(pattern, at - first.departureS, departureId(tripId, at))
        trips.set(departure.id, departure)
      }
    }
  }
  if (withoutTimes === 0) return []
  return [`${withoutTimes} trips of frequencies.txt run by headway without exact times and are not predicted`]
}

/** The trip that a feed names: by its id, and by its start (HH:MM:SS) where frequencies.txt repeats it. */
export function tripNamed(
  { trips, frequencies }: Pick<Schedule, 'trips' | 'frequencies'>,
  tripId: string,
  startTime?: string,
): ScheduleTrip | undefined {
  if (startTime === undefined || !frequencies.has(tripId)) return trips.get(tripId)
  return trips.get(`${tripId}@${startTime.padStart(8, '0')}`) ?? trips.get(tripId)
}

function shifted(pattern: ScheduleTrip, byS: number, id: string): ScheduleTrip {
  const stops = pattern.stops.map((stop) => ({
    ...stop,
    arrivalS: stop.arrivalS + byS,
    departureS: stop.departureS + byS,
  }))
  return { ...pattern, id, stops }
}
