import { pathList, type SettingsOf } from '@headway/kit/config'
import { z } from 'zod'

export const datasetsSettings = {
  HEADWAY_ARTIFACTS: z.string().min(1).describe('artifact store: a folder'),
  HEADWAY_DATASET_FOLDERS: pathList().default([]).describe('folders that sources may be read from'),
  HEADWAY_DUCKDB_MEMORY: z.string().default('1GB').describe('memory that reading and checking may use'),
  HEADWAY_DUCKDB_THREADS: z.coerce.number().int().min(1).default(2),
  HEADWAY_WORK_DIR: z.string().min(1).optional().describe('scratch space; the system’s by default'),
}

export type DatasetsSettings = SettingsOf<typeof datasetsSettings>
