import { canonicalKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'

const digest = z.string().regex(/^[0-9a-f]{64}$/)

const modelsShape = z.object({
  format: z.literal('headway.models/1'),
  pack: digest.nullable(),
  partitions: z.array(
    z.object({
      key: z.array(z.string()),
      offset: z.number().int().nonnegative(),
      length: z.number().int().positive(),
      sha256: digest,
      metrics: z.record(z.string(), z.number()).default({}),
      trainedRows: z.number().int().nonnegative().nullable().default(null),
      family: z.string().nullable().default(null),
      reason: z.string().nullable().default(null),
    }),
  ),
  pooled: z
    .array(
      z.object({
        key: z.array(z.string()),
        rows: z.number().int().nonnegative().nullable().default(null),
        reason: z.string(),
      }),
    )
    .default([]),
})

export type TrainedPartition = z.output<typeof modelsShape>['partitions'][number] & { pack: string }

/** The index a training step writes of one chunk (headway.models/1), before defaults are filled in. */
export type ModelsIndex = z.input<typeof modelsShape>

/** Reads the indexes of trained partitions by canonical key; INVALID_ARGUMENT when one is trained twice. */
export function readModels(chunks: readonly unknown[]): Map<string, TrainedPartition> {
  const found = new Map<string, TrainedPartition>()
  for (const [index, chunk] of chunks.entries()) {
    const parsed = modelsShape.safeParse(chunk)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const field = [`models[${index}]`, ...(issue?.path ?? [])].join('.')
      throw new DomainError('INVALID_ARGUMENT', `the models do not match headway.models/1: ${field}`, {
        field,
        expected: issue?.message,
      })
    }
    const { pack, partitions } = parsed.data
    for (const partition of partitions) {
      const name = canonicalKey(partition.key)
      if (pack === null || found.has(name)) {
        throw new DomainError('INVALID_ARGUMENT', `partition "${name}" has no pack or is trained twice`, {
          field: `models[${index}].partitions`,
          value: name,
          expected: 'a pack, and every partition at most once',
        })
      }
      found.set(name, { ...partition, pack })
    }
  }
  return found
}
