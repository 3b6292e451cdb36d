import { z } from 'zod'
import { addDays } from './service-date.ts'

/** The sizes of a story; every date in it follows from them. */
export const storyPlanShape = z.object({
  seed: z.number().int(),
  routes: z.number().int().min(1).max(300),
  /** Stops of each route and direction. */
  stops: z.number().int().min(4).max(80),
  firstDay: z.iso.date(),
  historyDays: z.number().int().min(10),
  /** Days after the history in which nothing out of the ordinary happens. */
  quietDays: z.number().int().min(1),
  /** The drift must be noticed within so many days of the detour. */
  detourDays: z.number().int().min(1),
  /** Days with the new version, for comparing errors. */
  daysAfter: z.number().int().min(1),
  sensorFault: z.boolean(),
})

export type StoryPlan = z.infer<typeof storyPlanShape>

/** The story as `npm start` tells it. */
export const usualPlan: StoryPlan = {
  seed: 1,
  routes: 12,
  stops: 24,
  firstDay: '2026-03-02',
  historyDays: 28,
  quietDays: 7,
  detourDays: 6,
  daysAfter: 3,
  sensorFault: false,
}

/** The first day after the history: the day on which predictions go live. */
export function liveDay(plan: StoryPlan): string {
  return addDays(plan.firstDay, plan.historyDays)
}

/** The first day with the detour. */
export function detourDay(plan: StoryPlan): string {
  return addDays(liveDay(plan), plan.quietDays)
}

/** The first day on which a depot's clocks are ahead: after everything else is over. */
export function sensorFaultDay(plan: StoryPlan): string {
  return addDays(detourDay(plan), plan.detourDays + plan.daysAfter)
}
