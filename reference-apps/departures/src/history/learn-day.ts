import { learnTravels } from '../features/fill-schedule.ts'
import { type ServiceDay, tripPartitions } from '../features/service-day.ts'
import type { History } from './history.ts'
import { bandOf, rememberGainOfTrip } from './pair-history.ts'
import { rememberVisit } from './visit-history.ts'

/** Longest stretch whose gains are remembered, by schedule (s). */
const longestStretch = 2700

/** Takes a finished service day into the history; days come in the order of time. */
export function learnDay(history: History, day: ServiceDay): void {
  const bands = Int32Array.from(day.timeOfDay, (time) => bandOf(time, day.weekday))
  for (let trip = 0; trip + 1 < day.start.length; trip++) learnTrip(history, day, trip, bands)
  learnTravels(day, history.travels)
  history.through = day.date
}

function learnTrip({ visits, pairs }: History, day: ServiceDay, trip: number, bands: Int32Array): void {
  const start = day.start[trip]!
  const end = day.start[trip + 1]!
  const own = tripPartitions(day, trip)
  const scheduled = day.unscheduled[trip] === 0
  let first = true
  for (let i = start; i < end; i++) {
    const due = day.scheduled[i]!
    const delay = day.observed[i]! - due
    if (Number.isNaN(delay)) continue
    if (scheduled) rememberVisit(visits, day.partition[i]!, day.timeOfDay[i]!, day.day, delay)
    if (first && scheduled) {
      rememberGainOfTrip(pairs, own, -1, i - start, bands[i]!, delay)
      first = false
    }
    for (let j = i + 1; j < end && !(day.scheduled[j]! - due > longestStretch); j++) {
      const gain = day.observed[j]! - day.scheduled[j]! - delay
      if (!Number.isNaN(gain)) rememberGainOfTrip(pairs, own, i - start, j - start, bands[j]!, gain)
    }
  }
}
