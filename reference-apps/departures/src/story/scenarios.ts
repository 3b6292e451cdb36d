import { createCity } from '../city/network.ts'
import type { Detour, Scenario, SensorFault } from '../city/scenario.ts'
import { busiestStretch } from './busiest-stretch.ts'
import { addDays } from './service-date.ts'
import { detourDay, type StoryPlan, sensorFaultDay } from './story-plan.ts'

const detourWays = 6
const faultDays = 2

/** What changes in the city while the story is told. */
export function scenariosOf(plan: StoryPlan): Scenario[] {
  return [detourOf(plan), ...(plan.sensorFault ? [sensorFaultOf(plan)] : [])]
}

/** Closes the busiest streets for the rest of the story. */
export function detourOf(plan: StoryPlan): Detour {
  return { kind: 'detour', from: detourDay(plan), stretch: busiestStretch(cityOf(plan), detourWays) }
}

/** Puts the clocks of the depot of the first route ahead, for two days. */
export function sensorFaultOf(plan: StoryPlan): SensorFault {
  const from = sensorFaultDay(plan)
  const depot = cityOf(plan).routes[0]?.depot ?? ''
  return { kind: 'sensor-fault', from, to: addDays(from, faultDays), depot }
}

/** The streets, stops and routes of the story's city, before anything changes in it. */
export function cityOf({ seed, routes, stops }: StoryPlan) {
  return createCity({ seed, routeCount: routes, stopCount: stops ?? undefined })
}
