import type { Context } from './context.ts'
import { type Names, partitionName, type ServiceDay } from './service-day.ts'

/** An alert in force from `from` until before `to` (s of the day); works change the way or the stops. */
export type AlertSpan = { from: number; to: number; works: boolean }

/** Weather and alerts of one service day; times are seconds after 00:00 UTC of the service date. */
export type DayContext = {
  weatherKnown: Float64Array
  rain: Float64Array
  snow: Float64Array
  /** By partition. */
  alerts: Map<number, AlertSpan[]>
}

export const noDayContext: DayContext = {
  weatherKnown: new Float64Array(0),
  rain: new Float64Array(0),
  snow: new Float64Array(0),
  alerts: new Map(),
}

// A service day's trips run from the evening before to the morning after.
const reach = { before: 12 * 3600, after: 42 * 3600 }

// Effects of GTFS-Realtime that last for days and change the way or the stops.
const worksEffects = new Set(['DETOUR', 'STOP_MOVED', 'NO_SERVICE', 'MODIFIED_SERVICE', 'REDUCED_SERVICE'])

/** The part of the context that predictions of one service day can know of. */
export function dayContext(
  { weather, alerts }: Context,
  day: Pick<ServiceDay, 'day'>,
  names: Names,
): DayContext {
  const midnight = day.day * 86_400
  const hours = weather.filter(
    ({ knownS }) => knownS >= midnight - reach.before && knownS < midnight + reach.after,
  )
  const byPartition = new Map<number, AlertSpan[]>()
  for (const { knownS, endedS, effect, routeId, directionId, stopId } of alerts) {
    const from = knownS - midnight
    const to = (endedS ?? Number.POSITIVE_INFINITY) - midnight
    if (from >= reach.after || to <= -reach.before) continue
    const partition = names.partitions.codes.get(partitionName([routeId, directionId, stopId]))
    if (partition === undefined) continue
    const span = { from, to, works: worksEffects.has(effect) }
    const spans = byPartition.get(partition)
    if (spans) spans.push(span)
    else byPartition.set(partition, [span])
  }
  return {
    weatherKnown: Float64Array.from(hours, ({ knownS }) => knownS - midnight),
    rain: Float64Array.from(hours, ({ precipitationMm, snow }) => (snow ? 0 : precipitationMm)),
    snow: Float64Array.from(hours, ({ precipitationMm, snow }) => (snow ? precipitationMm : 0)),
    alerts: byPartition,
  }
}

/** The last known hour at `now`, -1 for none; what is older than three hours is not known any more. */
export function lastHour({ weatherKnown }: DayContext, now: number): number {
  let hour = weatherKnown.length - 1
  while (hour >= 0 && weatherKnown[hour]! > now) hour--
  return hour >= 0 && now - weatherKnown[hour]! <= 3 * 3600 ? hour : -1
}

/** Whether works that are known at `now` lie on the trip's stretch after visit i (from its first stop where i is -1) up to visit j. */
export function worksOnStretch(
  context: DayContext,
  day: ServiceDay,
  i: number,
  j: number,
  now: number,
): boolean {
  for (let v = i >= 0 ? i + 1 : j; v <= j; v++) {
    const spans = context.alerts.get(day.partition[v]!)
    if (spans?.some(({ from, to, works }) => works && from <= now && now < to)) return true
  }
  return false
}
