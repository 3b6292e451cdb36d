import { canonicalKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'
import type { GateSummary, GateVerdict } from '../domain/gate.ts'

const verdictsShape = z.object({
  format: z.literal('headway.verdicts/1'),
  onFleetFailure: z.enum(['stop', 'propose']),
  summary: z.object({
    better: z.number().int(),
    nonInferior: z.number().int(),
    worse: z.number().int(),
    tooLittleData: z.number().int(),
    fleetPassed: z.boolean(),
  }),
  fleet: z.object({
    reasons: z.array(z.string()),
    judged: z
      .array(
        z.object({
          predictor: z.string(),
          partitions: z.number().int(),
          n: z.number(),
          loss: z.number(),
          challenger: z.number(),
          candidate: z.number(),
        }),
      )
      .default([]),
  }),
  partitions: z.array(
    z.object({
      key: z.array(z.string()),
      verdict: z.enum(['BETTER', 'NON_INFERIOR', 'WORSE', 'TOO_LITTLE_DATA']),
      accepted: z.boolean(),
      reason: z.string().nullable(),
      n: z.number(),
      losses: z.record(z.string(), z.number()),
      comparisons: z.array(z.unknown()),
    }),
  ),
})

export type ReadVerdicts = {
  summary: Omit<GateSummary, 'verdictsDigest'>
  onFleetFailure: 'stop' | 'propose'
  verdicts: GateVerdict[]
}

/** Reads what a gate wrote; INVALID_ARGUMENT when it is not headway.verdicts/1. */
export function readVerdicts(bytes: Buffer): ReadVerdicts {
  const result = verdictsShape.safeParse(JSON.parse(bytes.toString('utf8')))
  if (!result.success) {
    const issue = result.error.issues[0]
    throw new DomainError('INVALID_ARGUMENT', 'the verdicts do not match headway.verdicts/1', {
      cause: result.error,
      field: ['verdicts', ...(issue?.path ?? [])].join('.'),
      expected: issue?.message,
    })
  }
  const { summary, fleet, onFleetFailure, partitions } = result.data
  return {
    summary: {
      ...summary,
      reasons: fleet.reasons,
      fleet: fleet.judged.map(({ n, ...judged }) => ({ ...judged, samples: n })),
    },
    onFleetFailure,
    verdicts: partitions.map(({ key, verdict, n, ...rest }) => ({
      ...rest,
      partition: canonicalKey(key),
      outcome: verdict,
      samples: n,
    })),
  }
}
