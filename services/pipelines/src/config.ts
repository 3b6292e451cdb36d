import type { SettingsOf } from '@headway/kit/config'
import { z } from 'zod'

/** What pipelines reads beside what every service does. */
export const pipelinesSettings = {
  HEADWAY_ARTIFACTS: z.string().min(1).describe('expected the folder of the artifact store'),
}

export type PipelinesSettings = SettingsOf<typeof pipelinesSettings>
