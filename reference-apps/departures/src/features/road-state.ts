import type { ExpectedDay } from './expected-day.ts'
import { at } from './feature-list.ts'
import type { ServiceDay } from './service-day.ts'

/** What is known of the road and the vehicles at one moment of a service day: departures before it, of any trip. */
export type RoadState = {
  /** Per segment: time and unusual gain of the last two vehicles over it; NaN for none. */
  lastTime: Float64Array
  lastGain: Float64Array
  beforeGain: Float64Array
  /** Per segment: the visit (at its beginning) of the last vehicle that left that way, -1 for none. */
  lastLeft: Int32Array
  /** Per trip: its last observed visit, -1 before it starts. */
  tripAt: Int32Array
  tripDelay: Float64Array
  routeGain: Float64Array
  routeTime: Float64Array
  systemGain: number
  systemTime: number
}

/** How fast news of the route and the system ages (s). */
const newsLife = 1800

/** The state at the beginning of a day: nothing seen. */
export function createRoadState(day: ServiceDay, expected: ExpectedDay, routes: number): RoadState {
  const trips = day.start.length - 1
  return {
    lastTime: new Float64Array(expected.segments).fill(Number.NaN),
    lastGain: new Float64Array(expected.segments).fill(Number.NaN),
    beforeGain: new Float64Array(expected.segments).fill(Number.NaN),
    lastLeft: new Int32Array(expected.segments).fill(-1),
    tripAt: new Int32Array(trips).fill(-1),
    tripDelay: new Float64Array(trips),
    routeGain: new Float64Array(routes),
    routeTime: new Float64Array(routes).fill(-1e9),
    systemGain: 0,
    systemTime: -1e9,
  }
}

/** Takes one departure into the state; departures come in the order of time. */
export function seeDeparture(state: RoadState, day: ServiceDay, expected: ExpectedDay, v: number): void {
  const trip = day.tripOf[v]!
  const time = day.observed[v]!
  const delay = time - day.scheduled[v]!
  const previous = state.tripAt[trip]!
  if (previous === v - 1 && previous >= 0 && expected.segment[v]! >= 0) {
    const segment = expected.segment[v]!
    const gain = delay - state.tripDelay[trip]! - expected.usualGain[v]!
    state.beforeGain[segment] = state.lastGain[segment]!
    state.lastGain[segment] = gain
    state.lastTime[segment] = time
    const clipped = Math.max(-300, Math.min(300, gain))
    const route = day.route[v]!
    const keepRoute = Math.exp((state.routeTime[route]! - time) / newsLife)
    state.routeGain[route] = blend(state.routeGain[route]!, clipped, keepRoute, 0.1)
    state.routeTime[route] = time
    const keep = Math.exp((state.systemTime - time) / newsLife)
    state.systemGain = blend(state.systemGain, clipped, keep, 0.02)
    state.systemTime = time
  }
  if (v + 1 < day.stop.length && day.tripOf[v + 1] === trip) state.lastLeft[expected.segment[v + 1]!] = v
  state.tripAt[trip] = v
  state.tripDelay[trip] = delay
}

/** What the route and the whole system have met lately, seen at `now` (s of the day). */
export function newsOf(state: RoadState, route: number, now: number, row: Float32Array): void {
  row[at.route_gain] = state.routeGain[route]! * Math.exp((state.routeTime[route]! - now) / newsLife)
  row[at.system_gain] = state.systemGain * Math.exp((state.systemTime - now) / newsLife)
}

function blend(old: number, value: number, keep: number, rate: number): number {
  return old * keep * (1 - rate) + value * rate
}
