import { z } from 'zod'
import { defineEvent } from './define-event.ts'
import { count, digest, instant, revision, versionId } from './shapes.ts'

export const endpointCreated = defineEvent(
  'serving.endpoint.created',
  'An endpoint exists and follows its aliases.',
  z.object({
    endpoint: z.string(),
    model: z.string(),
    variants: z.array(z.object({ name: z.string(), role: z.string(), alias: z.string() })),
    createdBy: z.string(),
  }),
)

const rollout = {
  rollout: z.string(),
  endpoint: z.string(),
  variant: z.string().describe('PRIMARY, CHALLENGER, CANARY or SHADOW'),
  model: z.string(),
  alias: z.string(),
  versionId,
  previousVersionId: versionId.nullable(),
  revision,
}

export const rolloutStarted = defineEvent(
  'serving.rollout.started',
  'A variant began to load a version.',
  z.object({ ...rollout, partitionCount: count, toLoadCount: count }),
)

export const rolloutCompleted = defineEvent(
  'serving.rollout.completed',
  'A variant answers with the version on every replica.',
  z.object({
    ...rollout,
    partitionCount: count,
    loadedCount: count,
    reusedCount: count,
    manifestDigest: digest,
    durationMs: count,
  }),
)

export const rolloutFailed = defineEvent(
  'serving.rollout.failed',
  'A variant could not load a version and goes on with the one it had.',
  z.object({ ...rollout, code: z.string(), reason: z.string(), partition: z.string().nullable() }),
)

const chunk = {
  endpoint: z.string(),
  model: z.string(),
  chunkDigest: digest,
  rowCount: count,
  firstAt: instant,
  lastAt: instant,
}

export const predictionLogged = defineEvent(
  'serving.prediction.logged',
  'A chunk of logged predictions is in the artifact store, as Parquet.',
  z.object(chunk),
)

export const shadowLogged = defineEvent(
  'serving.shadow.logged',
  'A chunk of what shadow variants answered, beside the predictions that callers got, is in the artifact store, as Parquet. Rows have the prediction ids of those predictions.',
  z.object(chunk),
)

export const servingEvents = [
  endpointCreated,
  rolloutStarted,
  rolloutCompleted,
  rolloutFailed,
  predictionLogged,
  shadowLogged,
]
