import { z } from 'zod'
import { addDays } from './service-date.ts'

/** The sizes of a story; every date in it follows from them. */
export const storyPlanShape = z.object({
  seed: z.number().int(),
  routes: z.number().int().min(1).max(300),
  /** Stops of each route and direction; null where every route has its own number, 30 to 48. */
  stops: z.number().int().min(4).max(80).nullable(),
  /** Times between vehicles are multiplied by this. */
  headwayFactor: z.number().min(0.5).max(4).default(1),
  firstDay: z.iso.date(),
  historyDays: z.number().int().min(10),
  /** Days after the history in which nothing out of the ordinary happens. */
  quietDays: z.number().int().min(1),
  /** The drift must be noticed within so many days of the detour. */
  detourDays: z.number().int().min(1),
  /** Days with the new version, for comparing errors. */
  daysAfter: z.number().int().min(1),
  sensorFault: z.boolean(),
  /** Whether the story ends when predictions are live, and nothing out of the ordinary ever happens. */
  untilLive: z.boolean().default(false),
  /** Most training rows of a partition. */
  rowsPerPartition: z.number().int().positive().default(900),
  /** A scene may take so many times as long as in the usual city. */
  patience: z.number().positive().default(1),
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
  headwayFactor: 1,
  untilLive: false,
  rowsPerPartition: 900,
  patience: 1,
}

/** The whole city: some 18,000 partitions, up to live predictions. */
export const fullPlan: StoryPlan = {
  ...usualPlan,
  routes: 232,
  stops: null,
  headwayFactor: 2,
  historyDays: 12,
  untilLive: true,
  rowsPerPartition: 2000,
  patience: 40,
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
