import { canonicalKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'

const sums = z.record(z.string(), z.array(z.number()))
const errorsShape = z.object({
  format: z.literal('headway.errors/1'),
  unit: z.string().optional(),
  blocks: z.array(z.string()),
  predictors: z.array(z.string()),
  partitions: z.array(
    z.object({
      key: z.array(z.string()),
      block: z.array(z.number().int().nonnegative()),
      n: z.array(z.number().int().nonnegative()),
      over: sums,
      under: sums,
    }),
  ),
})

/** What an evaluation says of one partition: losses by predictor, each the sum over a block. */
export type PartitionLosses = {
  key: string[]
  blocks: string[]
  n: Float64Array
  losses: Map<string, Float64Array>
}

export type Evaluation = { predictors: Set<string>; partitions: Map<string, PartitionLosses> }

/** Reads the chunks of an evaluation (headway.errors/1) and weighs over- and underestimates; keys are canonical. */
export function readEvaluation(
  chunks: readonly unknown[],
  weights: { over: number; under: number },
): Evaluation {
  const predictors = new Set<string>()
  const partitions = new Map<string, PartitionLosses>()
  for (const [index, chunk] of chunks.entries()) {
    const parsed = errorsShape.safeParse(chunk)
    if (!parsed.success) throw invalid(index, parsed.error.issues[0])
    for (const name of parsed.data.predictors) predictors.add(name)
    for (const partition of parsed.data.partitions) {
      const name = canonicalKey(partition.key)
      if (partitions.has(name)) {
        throw new DomainError('INVALID_ARGUMENT', `partition "${name}" is evaluated twice`, {
          field: `errors[${index}].partitions`,
          value: name,
          expected: 'every partition at most once',
        })
      }
      partitions.set(name, weigh(partition, parsed.data.blocks, name, weights))
    }
  }
  return { predictors, partitions }
}

function weigh(
  partition: z.output<typeof errorsShape>['partitions'][number],
  blocks: string[],
  name: string,
  weights: { over: number; under: number },
): PartitionLosses {
  const count = partition.block.length
  const losses = new Map<string, Float64Array>()
  const check = (values: readonly number[] | undefined, field: string) => {
    if (values?.length === count) return values
    throw new DomainError('INVALID_ARGUMENT', `the evaluation of partition "${name}" is uneven`, {
      field,
      value: values?.length ?? 'missing',
      expected: `${count} numbers, one for each of its blocks`,
    })
  }
  check(partition.n, 'n')
  for (const predictor of Object.keys(partition.over)) {
    const over = check(partition.over[predictor], `over.${predictor}`)
    const under = check(partition.under[predictor], `under.${predictor}`)
    const loss = over.map((value, at) => weights.over * value + weights.under * (under[at] as number))
    losses.set(predictor, Float64Array.from(loss))
  }
  return {
    key: partition.key,
    blocks: partition.block.map((at) => blocks[at] ?? String(at)),
    n: Float64Array.from(partition.n),
    losses,
  }
}

function invalid(index: number, issue: z.core.$ZodIssue | undefined): DomainError {
  const field = [`errors[${index}]`, ...(issue?.path ?? [])].join('.')
  return new DomainError('INVALID_ARGUMENT', `the evaluation does not match headway.errors/1: ${field}`, {
    field,
    expected: issue?.message,
  })
}
