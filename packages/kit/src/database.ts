import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { DomainError } from './errors.ts'

export type DatabaseOptions = {
  url: string
  schema: string
  maxConnections?: number
  /** Told about connections that break while idle; the pool replaces them. */
  onIdleError?: (error: Error) => void
}

export type Database<DB> = AsyncDisposable & {
  db: Kysely<DB>
  pool: pg.Pool
  /** Throws when the database does not answer within two seconds. */
  check(): Promise<void>
}

/**
 * A pool whose connections see one schema only. bigint is read as number (an unsafe one throws), date as
 * `YYYY-MM-DD`, timestamptz as Date, numeric as string, json parsed.
 */
export function openDatabase<DB>(options: DatabaseOptions): Database<DB> {
  const pool = new pg.Pool({
    ...connectionOptions(options.url, options.schema),
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 10_000,
  })
  pool.on('error', (error) => options.onIdleError?.(error))
  // The pool listens to idle connections alone. One in use that breaks rejects its query, or the next one; without
  // a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    check: () => check(pool),
    async [Symbol.asyncDispose]() {
      await db.destroy()
      // Kysely opens its driver at the first query, and closes nothing that it has not opened.
      if (!pool.ended) await pool.end()
    },
  }
}

/** How every connection of a service is made, pooled or not. */
export function connectionOptions(url: string, schema: string): pg.ClientConfig {
  return {
    connectionString: url,
    options: `-c search_path=${schema}`,
    keepAlive: true,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  }
}

const int8 = 20
const int8Array = 1016
const date = 1082
const parseTextArray = pg.types.getTypeParser(1009 as 25) as unknown as (text: string) => (string | null)[]

function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  if (oid === int8) return toSafeNumber
  if (oid === int8Array) {
    return (text: string) => parseTextArray(text).map((item) => (item === null ? null : toSafeNumber(item)))
  }
  if (oid === date) return (text: string) => text
  return pg.types.getTypeParser(oid, 'text')
}

function toSafeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`)
  return value
}

async function check(pool: pg.Pool): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('no answer within 2 s')), 2000).unref()
  })
  await Promise.race([pool.query('select 1'), late])
}

/** True when a write broke a unique constraint (that one, when it is named). */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const { code, constraint: broken } = (error ?? {}) as { code?: string; constraint?: string }
  return code === '23505' && (constraint === undefined || broken === constraint)
}

const connectionErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
])

/** The error itself, or UNAVAILABLE when what failed is the way to the database. */
export function translateDatabaseError(error: unknown): unknown {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  const isConnection =
    (code !== undefined && connectionErrors.has(code)) ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(message ?? '')
  if (!isConnection || error instanceof DomainError) return error
  return new DomainError('UNAVAILABLE', 'the database cannot be reached', { cause: error })
}
