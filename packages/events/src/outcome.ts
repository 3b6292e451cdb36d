import { z } from 'zod'
import { defineEvent } from './define-event.ts'
import { digest, instant } from './shapes.ts'

export const outcomeObserved = defineEvent(
  'outcome.observed',
  'What really happened for subjects that were predicted: a list, or for many a Parquet chunk by digest with the columns subject_id (string), observed_at (timestamp), value (double) and, where known, received_at (timestamp). Of several outcomes of one subject the first counts.',
  z
    .object({
      endpoint: z.string(),
      outcomes: z
        .array(
          z.object({
            subjectId: z.string(),
            observedAt: instant.describe('when it happened, by the clock of who saw it'),
            receivedAt: instant.optional().describe('when the central system heard of it, by its own clock'),
            value: z.number(),
          }),
        )
        .max(5000)
        .optional(),
      chunkDigest: digest.optional(),
    })
    .refine((data) => (data.outcomes === undefined) !== (data.chunkDigest === undefined), {
      message: 'give either outcomes or chunkDigest',
    }),
)

export const outcomeEvents = [outcomeObserved]
