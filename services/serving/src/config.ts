import { availableParallelism } from 'node:os'
import type { SettingsOf } from '@headway/kit/config'
import { z } from 'zod'
import { engines } from './domain/engine.ts'
import { parseCohorts } from './domain/residency.ts'
import { grpcSettings } from './grpc/grpc-settings.ts'

export const servingSettings = {
  ...grpcSettings,
  HEADWAY_ARTIFACTS: z.string().min(1).describe('the artifact store'),
  HEADWAY_CACHE_DIR: z
    .string()
    .min(1)
    .describe('what was served last: manifests, packs and the state to start from'),
  HEADWAY_INFERENCE_THREADS: z.coerce.number().int().min(1).max(256).default(availableParallelism()),
  HEADWAY_SERVING_RESIDENT_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe(
      'memory for loaded ONNX Runtime sessions; past it the least recently used are unloaded; by default all stay',
    ),
  HEADWAY_SERVING_ENGINE: z
    .enum(engines)
    .default('AUTO')
    .describe('what runs models: AUTO is the compiled engine where it was proved to answer alike'),
  HEADWAY_SERVING_PINNED: z
    .string()
    .default('')
    .transform((text, issues) => {
      try {
        return parseCohorts(text)
      } catch (error) {
        issues.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
        return z.NEVER
      }
    })
    .describe('partitions that are never unloaded: <model>:<key prefix>, joined by commas'),
  HEADWAY_SERVING_SHARES: z
    .enum(['ALL', 'OWN'])
    .default('ALL')
    .describe(
      'OWN: each ONNX Runtime session is used in one replica alone, which the others ask; best with a limit on memory',
    ),
  HEADWAY_SERVING_ADDRESS: z
    .url()
    .optional()
    .describe('where other replicas reach this one; by default its host (or host name) and port'),
  HEADWAY_PREDICT_DEADLINE_MS: z.coerce.number().int().min(1).default(10_000),
  HEADWAY_PREDICT_QUEUE_ROWS: z.coerce.number().int().min(1).default(500_000),
  HEADWAY_PREDICT_BODY_LIMIT: z.coerce
    .number()
    .int()
    .min(1024)
    .default(128 * 1024 * 1024)
    .describe('bytes of one OIP request'),
  HEADWAY_PREDICTION_LOG_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(64 * 1024 * 1024)
    .describe('memory for predictions that wait to be logged; more are dropped and counted'),
  HEADWAY_PREDICTION_LOG_FLUSH_MS: z.coerce.number().int().min(10).default(5_000),
}

export type ServingSettings = SettingsOf<typeof servingSettings>
