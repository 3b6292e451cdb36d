import { learnTravels } from '../features/fill-schedule.ts'
import type { ServiceDay } from '../features/service-day.ts'
import type { History } from './history.ts'
import { bandOf, rememberGain } from './pair-history.ts'
import { rememberVisit } from './visit-history.ts'

/** Longest stretch whose gains are remembered, by schedule (s). */
const longestStretch = 2700

/** Takes a finished service day into the history; days come in the order of time. */
export function learnDay(history: History, day: ServiceDay): void {
  for (let trip = 0; trip + 1 < day.start.length; trip++) {
    const end = day.start[trip + 1]!
    let first = true
    for (let i = day.start[trip]!; i < end; i++) {
      const delay = day.observed[i]! - day.scheduled[i]!
      if (Number.isNaN(delay)) continue
      const scheduled = day.unscheduled[trip] === 0
      if (scheduled) rememberVisit(history.visits, day.partition[i]!, day.timeOfDay[i]!, day.day, delay)
      if (first && scheduled) {
        rememberGain(history.pairs, -1, day.partition[i]!, bandOf(day.timeOfDay[i]!, day.weekday), delay)
        first = false
      }
      for (let j = i + 1; j < end && !(day.scheduled[j]! - day.scheduled[i]! > longestStretch); j++) {
        const gain = day.observed[j]! - day.scheduled[j]! - delay
        if (Number.isNaN(gain)) continue
        const band = bandOf(day.timeOfDay[j]!, day.weekday)
        rememberGain(history.pairs, day.partition[i]!, day.partition[j]!, band, gain)
      }
    }
  }
  learnTravels(day, history.travels)
  history.through = day.date
}
