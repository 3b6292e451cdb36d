import type { Scenario } from '../scenario.ts'
import { dayOf } from '../service-date.ts'
import type { CityStop } from '../streets/city-stop.ts'
import type { Pattern, PatternStop } from '../streets/pattern.ts'
import type { CityDay } from './city-day.ts'
import type { Incident } from './incidents.ts'
import { isClosed, isOnStretch } from './stretch.ts'

/** The way to a stop of a pattern as it is on a day. */
export type WayConditions = {
  /** Free running in seconds, with what the day's scenarios make of it. */
  freeS: number
  exposure: number
  signalS: number
  /** By slots of five minutes. */
  traffic: Float64Array
  incidents: Incident[]
  boardingsPerHour: number
  /** No vehicle stops here today. */
  closed: boolean
  timepoint: boolean
}

/** The ways of a pattern on a day. */
export function wayConditions(pattern: Pattern, day: CityDay): WayConditions[] {
  return pattern.stops.map((at) => ({
    freeS: (at.lengthM / at.stop.freeFlowMps) * scenarioFactor(at.stop, day),
    exposure: at.stop.exposure,
    signalS: at.stop.signalS,
    traffic: day.traffic(at.stop.corridor),
    incidents: day.incidents(at.stop.corridor).filter((incident) => touches(incident, at.stop)),
    boardingsPerHour: at.stop.boardingsPerHour * demandFactor(pattern, day),
    closed: isClosedToday(at, day),
    timepoint: at.timepoint,
  }))
}

export function isClosedToday({ stop }: PatternStop, day: CityDay): boolean {
  return day.scenarios.some((scenario) => scenario.kind === 'detour' && isClosed(stop, scenario.stretch))
}

/** Mean seconds on the way for a vehicle that sets out at a moment of the day. */
export function meanRunning(way: WayConditions, day: CityDay, at: number, slot: number): number {
  const hour = Math.min(29, Math.max(0, Math.floor(at / 3600)))
  const congestion =
    way.exposure *
    (day.profile[slot] as number) *
    (way.traffic[slot] as number) *
    (1 + (day.congestionGain[hour] as number))
  let moving = way.freeS * (day.slowdown[hour] as number) * (1 + congestion)
  for (const incident of way.incidents) {
    if (at >= incident.from && at < incident.to) moving *= incident.factor
  }
  return moving + way.signalS
}

export function touches(incident: Incident, stop: CityStop): boolean {
  return stop.street === incident.street && stop.place >= incident.fromPlace && stop.place <= incident.toPlace
}

function scenarioFactor(stop: CityStop, day: CityDay): number {
  let factor = 1
  for (const scenario of day.scenarios) factor *= runningFactor(scenario, stop, day)
  return factor
}

function runningFactor(scenario: Scenario, stop: CityStop, day: CityDay): number {
  switch (scenario.kind) {
    case 'detour':
      return isOnStretch(stop, scenario.stretch) ? (scenario.factor ?? 1.9) : 1
    case 'bus-lane':
      return isOnStretch(stop, scenario.stretch) ? (scenario.factor ?? 0.75) : 1
    case 'slow-trend': {
      if (scenario.stretch && !isOnStretch(stop, scenario.stretch)) return 1
      return (1 + (scenario.weekly ?? 0.01)) ** ((day.day - dayOf(scenario.from)) / 7)
    }
    default:
      return 1
  }
}

function demandFactor(pattern: Pattern, day: CityDay): number {
  let factor = 1
  for (const scenario of day.scenarios) {
    if (scenario.kind !== 'demand-step') continue
    if (scenario.routes === undefined || scenario.routes.includes(pattern.routeId))
      factor *= scenario.factor ?? 1.6
  }
  return factor
}
