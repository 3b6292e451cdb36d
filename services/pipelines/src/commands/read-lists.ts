import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'

const partitionsShape = z.object({
  format: z.literal('headway.partitions/1'),
  partitions: z.array(z.string()),
})

/** A JSON array of strings; INVALID_ARGUMENT naming `field` when the bytes are none. */
export function readStrings(bytes: Buffer, field: string): string[] {
  return read(z.array(z.string()), bytes, field, 'a JSON array of strings')
}

/** The canonical keys of a headway.partitions/1 artifact; INVALID_ARGUMENT naming `field` when the bytes are none. */
export function readPartitions(bytes: Buffer, field: string): string[] {
  return read(partitionsShape, bytes, field, 'headway.partitions/1 with a list `partitions`').partitions
}

/** The bytes of a headway.partitions/1 artifact. */
export function writePartitions(partitions: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify({ format: 'headway.partitions/1', partitions }))
}

function read<Value>(shape: z.ZodType<Value>, bytes: Buffer, field: string, expected: string): Value {
  const text = bytes.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  const result = shape.safeParse(value)
  if (result.success) return result.data
  throw new DomainError('INVALID_ARGUMENT', `the artifact that ${field} names is not ${expected}`, {
    cause: result.error,
    field,
    value: text.slice(0, 80),
    expected,
  })
}
