import { jsonSetting } from '@headway/kit/config'
import { z } from 'zod'
import { scenarioShape } from '../scenario-shape.ts'

/** The settings of a city process. */
export const citySettings = {
  /** Where it keeps its plan, its clock and the archive of its ended days. */
  HEADWAY_CITY_FOLDER: z.string().min(1),
  HEADWAY_CITY_SEED: z.coerce.number().int().min(0).default(1),
  HEADWAY_CITY_ROUTES: z.coerce.number().int().min(1).max(300).default(12),
  HEADWAY_CITY_STOPS: z.coerce.number().int().min(4).max(80).optional(),
  /** Times between vehicles are multiplied by this: 2 halves the number of trips. */
  HEADWAY_CITY_HEADWAY_FACTOR: z.coerce.number().min(0.5).max(4).default(1),
  HEADWAY_CITY_SCENARIOS: jsonSetting(z.array(scenarioShape)).default([]),
  HEADWAY_CITY_FIRST_DAY: z.iso.date().default('2026-03-02'),
  HEADWAY_CITY_HISTORY_DAYS: z.coerce.number().int().min(0).max(1000).default(28),
}
