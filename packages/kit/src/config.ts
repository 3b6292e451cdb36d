import { readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { z } from 'zod'
import { DomainError } from './errors.ts'

/** Settings of a part: keys are the names of environment variables. */
export type SettingsShape = Record<string, z.ZodType>
export type Environment = Record<string, string | undefined>

const isSecret = z.registry<{ secret: true }>()

/** Marks a setting as secret: its value never appears in a message, and `<NAME>_FILE` may name a file that holds it. */
export function secret<Schema extends z.ZodType>(schema: Schema): Schema {
  isSecret.add(schema, { secret: true })
  return schema
}

/** A list of paths or names, separated as in PATH. */
export function pathList() {
  return z.string().transform((text) => text.split(delimiter).filter((path) => path !== ''))
}

/** A setting written as JSON. */
export function jsonSetting<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'expected JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
}

const internalKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, 'expected base64url')
  .refine((text) => Buffer.from(text, 'base64url').length >= 32, 'expected at least 32 bytes, as base64url')

const processShape = {
  HEADWAY_HOST: z.string().default('127.0.0.1'),
  HEADWAY_PORT: z.coerce.number().int().min(0).max(65_535),
  HEADWAY_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  // It may hold the account's password.
  HEADWAY_NATS_URL: secret(z.string().default('nats://127.0.0.1:4222')),
  HEADWAY_NATS_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
  HEADWAY_ARTIFACTS: z.string().min(1).optional(),
  HEADWAY_INTERNAL_KEY: secret(internalKey),
  HEADWAY_API_TOKENS_FILE: z.string().min(1).optional(),
  HEADWAY_JWT_ISSUER: z.string().min(1).optional(),
  HEADWAY_JWT_AUDIENCE: z.string().min(1).optional(),
  HEADWAY_JWKS_URL: z.url().optional(),
  HEADWAY_BODY_LIMIT: z.coerce
    .number()
    .int()
    .min(1024)
    .default(8 * 1024 * 1024),
  /** After SIGTERM everything is answered for this long, and callers are told to go elsewhere. */
  HEADWAY_DRAIN_MS: z.coerce.number().int().min(0).max(20_000).default(0),
}

const databaseShape = {
  HEADWAY_DATABASE_URL: secret(z.string().regex(/^postgres(ql)?:\/\//, 'expected postgres://…')),
  HEADWAY_DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,40}$/, 'expected a lower-case PostgreSQL name of at most 41 characters'),
  HEADWAY_DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(500).default(10),
}

export type ProcessSettings = z.infer<z.ZodObject<typeof processShape>>
export type DatabaseSettings = z.infer<z.ZodObject<typeof databaseShape>>
export type ServiceSettings = ProcessSettings & DatabaseSettings
/** What a process without a database is given: its own settings and those of every process. */
export type ProcessSettingsOf<Shape extends SettingsShape> = ProcessSettings & z.infer<z.ZodObject<Shape>>
/** What a service is given: its own settings and those of every service. */
export type SettingsOf<Shape extends SettingsShape> = ServiceSettings & z.infer<z.ZodObject<Shape>>

export function parseProcessSettings<Shape extends SettingsShape>(
  shape: Shape,
  environment: Environment,
  defaults: Environment,
): ProcessSettingsOf<Shape> {
  return parse({ ...processShape, ...shape }, environment, defaults) as ProcessSettingsOf<Shape>
}

export function parseServiceSettings<Shape extends SettingsShape>(
  shape: Shape,
  environment: Environment,
  defaults: Environment,
): SettingsOf<Shape> {
  return parse({ ...processShape, ...databaseShape, ...shape }, environment, defaults) as SettingsOf<Shape>
}

/** The environment of this process; nothing else reads it. */
export function processEnvironment(): Environment {
  return process.env
}

function parse(shape: SettingsShape, environment: Environment, defaults: Environment): unknown {
  const mistakes: string[] = []
  const values: Record<string, string> = {}
  for (const [name, schema] of Object.entries(shape)) {
    const value = read(name, schema, environment, mistakes) ?? defaults[name]
    if (value !== undefined) values[name] = value
  }
  const settings: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(shape)) {
    const parsed = schema.safeParse(values[name])
    if (parsed.success) settings[name] = parsed.data
    else mistakes.push(describe(name, schema, values[name], parsed.error))
  }
  mistakes.push(...halfIssuer(values))
  if (mistakes.length > 0) {
    throw new DomainError('INVALID_ARGUMENT', `the configuration is wrong:\n- ${mistakes.join('\n- ')}`, {
      details: { mistakes },
    })
  }
  return settings
}

/** Keys alone would let in whatever else they sign; an issuer alone lets in nobody. */
function halfIssuer(values: Record<string, string>): string[] {
  const pair = ['HEADWAY_JWT_ISSUER', 'HEADWAY_JWKS_URL'] as const
  const set = pair.filter((name) => values[name] !== undefined)
  if (set.length !== 1) return []
  const absent = pair.filter((name) => values[name] === undefined)
  return [`${absent.join()} is not set, but ${set.join()} is: expected both or neither`]
}

function read(
  name: string,
  schema: z.ZodType,
  environment: Environment,
  mistakes: string[],
): string | undefined {
  const value = environment[name] || undefined
  const file = environment[`${name}_FILE`] || undefined
  if (file === undefined || !secretInside(schema)) return value
  if (value !== undefined) {
    mistakes.push(`${name} and ${name}_FILE are both set: expected one of them`)
    return value
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    mistakes.push(`${name}_FILE is "${file}": ${(error as Error).message}`)
    return undefined
  }
}

function describe(name: string, schema: z.ZodType, value: string | undefined, error: z.ZodError): string {
  const expectations = error.issues.map((issue) =>
    issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
  )
  if (value === undefined) {
    return `${name} is not set${secretInside(schema) ? ` (nor is ${name}_FILE)` : ''}`
  }
  const shown = secretInside(schema) ? '(secret)' : JSON.stringify(value)
  return `${name} is ${shown}: ${schema.description ?? expectations.join(', ')}`
}

function secretInside(schema: z.ZodType): boolean {
  if (isSecret.has(schema)) return true
  const { innerType, in: input } = schema.def as { innerType?: z.ZodType; in?: z.ZodType }
  const inner = innerType ?? input
  return inner !== undefined && secretInside(inner)
}
