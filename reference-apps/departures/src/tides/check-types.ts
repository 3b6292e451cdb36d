import { basename } from 'node:path'
import { DomainError } from '@headway/kit/errors'
import { identifier, literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import type { CsvColumn } from './csv-source.ts'

const sqlTypes = { text: 'VARCHAR', integer: 'BIGINT', date: 'DATE', datetime: 'TIMESTAMPTZ' } as const

const expectations = {
  text: 'text',
  integer: 'a whole number',
  date: 'a date as 2026-02-20',
  datetime: 'a date and time as 2026-02-20T16:05:00+01:00',
} as const

/** A value as the type TIDES declares; NULL where it is not one. */
export function typed(column: CsvColumn): string {
  if (column.type === 'text') return identifier(column.name)
  return `TRY_CAST(${identifier(column.name)} AS ${sqlTypes[column.type]})`
}

/** INVALID_ARGUMENT naming file, line, column and value unless every value in `table` is of its declared type. */
export async function checkTypes(
  tables: Tables,
  table: string,
  columns: readonly CsvColumn[],
): Promise<void> {
  const conditions = columns.map((column) => {
    const missing = column.required ? `${identifier(column.name)} IS NULL OR ` : ''
    return `count(*) FILTER (${missing}${identifier(column.name)} IS NOT NULL AND ${typed(column)} IS NULL)`
  })
  const counts = await tables.one<Record<string, number>>(
    `SELECT ${conditions.map((sql, k) => `(${sql})::DOUBLE AS c${k}`).join(', ')} FROM ${table}`,
  )
  for (const [k, column] of columns.entries()) {
    if (counts[`c${k}`] !== 0) throw await firstWrong(tables, table, column, counts[`c${k}`] ?? 0)
  }
}

async function firstWrong(
  tables: Tables,
  table: string,
  column: CsvColumn,
  count: number,
): Promise<DomainError> {
  const name = identifier(column.name)
  const wrong = `(${name} IS NOT NULL AND ${typed(column)} IS NULL)${column.required ? ` OR ${name} IS NULL` : ''}`
  const [row] = await tables.all<{ file: string; value: string | null }>(
    `SELECT file, ${name} AS value FROM ${table} WHERE ${wrong} LIMIT 1`,
  )
  const file = row?.file ?? ''
  const { line } = await tables.one<{ line: number }>(
    `SELECT min(line)::DOUBLE AS line FROM (SELECT *, row_number() OVER () + 1 AS line
      FROM (SELECT * FROM ${table} WHERE file = ${literal(file)})) WHERE ${wrong}`,
  )
  return new DomainError(
    'INVALID_ARGUMENT',
    `${basename(file)} line ${line}: ${column.name} is ${JSON.stringify(row?.value)}, not ${expectations[column.type]}`,
    {
      field: `${basename(file)}:${line}: ${column.name}`,
      value: row?.value,
      expected: expectations[column.type],
      details: { wrongValues: count },
    },
  )
}
