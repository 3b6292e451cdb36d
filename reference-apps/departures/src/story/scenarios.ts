import { type City, type CityPlan, createCity } from '../city/network.ts'
import type { Scenario, SensorFault } from '../city/scenario.ts'
import { addDays } from './service-date.ts'
import { detourDay, type StoryPlan, sensorFaultDay } from './story-plan.ts'
import { stretchToClose } from './stretch-to-close.ts'

const closedWays = 9
/** Share of all keys: most of the fleet is to stay as it is. */
const mostTouched = 1 / 6
const faultDays = 2

/** What changes in the city while the story is told: a road is closed for good, and where asked for a depot's clocks go wrong. */
export function scenariosOf(plan: StoryPlan): Scenario[] {
  if (plan.untilLive) return []
  return [...detoursOf(plan), ...(plan.sensorFault ? [sensorFaultOf(plan)] : [])]
}

export function detoursOf(plan: StoryPlan): Scenario[] {
  const stretch = stretchToClose(cityOf(plan), closedWays, mostTouched)
  return [{ kind: 'detour', from: detourDay(plan), stretch }]
}

/** Puts the clocks of the depot of the first route ahead, for two days. */
export function sensorFaultOf(plan: StoryPlan): SensorFault {
  const from = sensorFaultDay(plan)
  const depot = cityOf(plan).routes[0]?.depot ?? ''
  return { kind: 'sensor-fault', from, to: addDays(from, faultDays), depot }
}

/** The streets, stops and routes of the story's city, before anything changes in it. */
export function cityOf(plan: StoryPlan): City {
  return createCity(cityPlan(plan))
}

function cityPlan({ seed, routes, stops, headwayFactor }: StoryPlan): CityPlan {
  return { seed, routeCount: routes, stopCount: stops ?? undefined, headwayFactor }
}
