import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'
import type { Definition } from '../domain/definition.ts'

const name = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/, 'expected letters, digits, - and _, at most 60')

const step = z.strictObject({
  name,
  uses: z.string().min(1).optional(),
  command: z.array(z.string().min(1)).min(1).nullish(),
  version: z.string().max(200).nullish(),
  needs: z.array(z.string()).default([]),
  inputs: z.record(name, z.string()).default({}),
  parameters: z.record(z.string(), z.unknown()).default({}),
  forEach: z
    .strictObject({ items: z.string(), chunkSize: z.number().int().min(1).max(100_000).default(1) })
    .nullish(),
  retry: z
    .strictObject({
      attempts: z.number().int().min(1).max(20).default(3),
      backoffSeconds: z.number().min(0).max(600).default(2),
    })
    .default({ attempts: 3, backoffSeconds: 2 }),
  timeoutSeconds: z
    .number()
    .positive()
    .max(7 * 86_400)
    .nullish(),
  cache: z.boolean().default(true),
  queue: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,60}$/)
    .default('default'),
})

const definition = z.strictObject({
  model: z.string().min(1).nullish(),
  endpoint: z.string().min(1).nullish(),
  steps: z.array(step).min(1).max(100),
})

/** Reads a definition and fills in what was left out; INVALID_ARGUMENT names the field that has the wrong form. */
export function readDefinition(value: unknown): Definition {
  const result = definition.safeParse(value)
  if (!result.success) throw wrongForm(value, result.error)
  return {
    model: result.data.model ?? null,
    endpoint: result.data.endpoint ?? null,
    steps: result.data.steps.map((each) => ({
      ...each,
      uses: each.uses ?? 'command',
      command: each.command ?? null,
      version: each.version ?? null,
      forEach: each.forEach ?? null,
      timeoutSeconds: each.timeoutSeconds ?? null,
    })),
  }
}

function wrongForm(value: unknown, error: z.ZodError): DomainError {
  const issue = error.issues[0]
  const path = issue?.path ?? []
  const field = ['definition', ...path].join('.')
  const given = path.reduce<unknown>(
    (at, part) => (at as Record<PropertyKey, unknown> | null | undefined)?.[part],
    value,
  )
  return new DomainError('INVALID_ARGUMENT', `${field}: ${issue?.message ?? 'invalid'}`, {
    cause: error,
    field,
    value: typeof given === 'object' ? JSON.stringify(given)?.slice(0, 200) : given,
    expected: issue?.message,
  })
}
