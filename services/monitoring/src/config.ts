import type { SettingsOf } from '@headway/kit/config'
import { z } from 'zod'

export const monitoringSettings = {
  HEADWAY_ARTIFACTS: z.string().min(1).describe('artifact store: a folder'),
  HEADWAY_DUCKDB_MEMORY: z.string().default('512MB').describe('memory that joins and log reading may use'),
  HEADWAY_DUCKDB_THREADS: z.coerce.number().int().min(1).default(1),
  HEADWAY_WINDOW_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_080)
    .default(60)
    .describe('length of the windows of a new monitor'),
  HEADWAY_OUTCOME_WITHIN_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(720)
    .default(24)
    .describe('how long predictions and outcomes of a new monitor wait for each other'),
  HEADWAY_SETTLE_SECONDS: z.coerce
    .number()
    .min(0)
    .default(8)
    .describe('how long, by the clock, nothing may have come in for a closed window before it is tested'),
  HEADWAY_WINDOW_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(30)
    .default(120)
    .describe('how long windows are kept, by the time of the data'),
  HEADWAY_REPORT_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(30)
    .default(400)
    .describe('how long reports and resolved alerts are kept, by the time of the data'),
}

export type MonitoringSettings = SettingsOf<typeof monitoringSettings>
