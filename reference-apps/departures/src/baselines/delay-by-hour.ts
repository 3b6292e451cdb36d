import type { ServiceDay } from '../features/service-day.ts'
import { quantileInPlace } from '../training/quantile.ts'

/** Delays (s) of the training days by partition and scheduled local hour. */
export type DelaysByHour = Map<number, number[]>

/** Mean and median delay (s) of a partition and hour. */
export type UsualDelay = { mean: number; median: number }

/** Takes a training day's delays. */
export function collectDelays(delays: DelaysByHour, day: ServiceDay): void {
  for (let v = 0; v < day.stop.length; v++) {
    const delay = day.observed[v]! - day.scheduled[v]!
    if (Number.isNaN(delay)) continue
    for (const slot of [slotOf(day, v), everyHour(day, v)]) {
      const known = delays.get(slot)
      if (known) known.push(delay)
      else delays.set(slot, [delay])
    }
  }
}

/** Mean and median of every partition and hour. */
export function usualDelays(delays: DelaysByHour): Map<number, UsualDelay> {
  const result = new Map<number, UsualDelay>()
  for (const [slot, values] of delays) {
    const mean = values.reduce((sum, delay) => sum + delay, 0) / values.length
    result.set(slot, { mean, median: quantileInPlace(Float64Array.from(values), values.length, 0.5) })
  }
  return result
}

/** What is usual for a visit: its partition and hour, else its partition, else on time. */
export function usualDelay(usual: Map<number, UsualDelay>, day: ServiceDay, v: number): UsualDelay {
  return usual.get(slotOf(day, v)) ?? usual.get(everyHour(day, v)) ?? { mean: 0, median: 0 }
}

function slotOf(day: ServiceDay, v: number): number {
  const hour = Math.floor((((day.timeOfDay[v]! % 86_400) + 86_400) % 86_400) / 3600)
  return day.partition[v]! * 32 + hour
}

function everyHour(day: ServiceDay, v: number): number {
  return day.partition[v]! * 32 + 24
}
