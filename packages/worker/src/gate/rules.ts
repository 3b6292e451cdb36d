import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'

const comparison = z.strictObject({
  /** A predictor of the evaluation: `champion`, `pooled` or a baseline. */
  against: z.string().min(1),
  be: z.enum(['better', 'non-inferior']),
  /** How much worse than the reference is still accepted, as a share of the reference's loss. */
  margin: z.number().min(0).max(1).default(0),
})

const rulesShape = z.strictObject({
  /** Name of the loss in metrics: with equal weights it is the mean absolute error. */
  metric: z.string().min(1).default('mae'),
  /** Cost of a second predicted too late (over) and too early (under). */
  weights: z
    .strictObject({ over: z.number().min(0), under: z.number().min(0) })
    .default({ over: 1, under: 1 }),
  minimumSamples: z.number().int().min(1).default(100),
  minimumBlocks: z.number().int().min(1).default(5),
  /** One-sided confidence of every comparison; 0.5 takes the plain difference. */
  confidence: z.number().min(0.5).max(0.9999).default(0.95),
  resamples: z.number().int().min(100).max(100_000).default(1000),
  seed: z.number().int().default(1),
  compare: z.array(comparison).min(1),
  fleet: z
    .strictObject({
      compare: z.array(comparison).default([]),
      /** Share of the judged partitions that may lose. */
      maximumWorseShare: z.number().min(0).max(1).default(1),
    })
    .default({ compare: [], maximumWorseShare: 1 }),
  tooLittleData: z.enum(['leave-out', 'accept']).default('leave-out'),
  onFleetFailure: z.enum(['stop', 'propose']).default('stop'),
})

export type GateRules = z.output<typeof rulesShape>
export type ComparisonRule = z.output<typeof comparison>

/** Reads the `rules` parameter of a gate; INVALID_ARGUMENT names the rule that is wrong. */
export function readRules(value: unknown): GateRules {
  const result = rulesShape.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new DomainError('INVALID_ARGUMENT', `the gate's rules are wrong: ${issue?.message}`, {
    cause: result.error,
    field: ['rules', ...(issue?.path ?? [])].join('.'),
    expected: issue?.message,
  })
}
