import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '@headway/kit/errors'
import { checkGzip } from '@headway/tables/check-gzip'
import { identifier, literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import type { Column, Declaration } from '../domain/dataset.ts'
import type { DatasetSource } from '../domain/dataset-version.ts'
import { castValue, givenValue } from './column-cast.ts'
import { readCsvHeader } from './csv-header.ts'
import type { SourceFile } from './source-files.ts'
import type { Bench } from './workshop.ts'

/**
 * Reads every file into the view `staged`: the declared columns in their types and `__row`, which is `file × 2^40 + row`,
 * both from 0. INVALID_ARGUMENT, naming file, row and column, where a file is not what was declared.
 */
export async function stageSources(
  bench: Bench,
  declaration: Declaration,
  sources: readonly SourceFile[],
): Promise<DatasetSource[]> {
  const folder = join(bench.folder, 'staged')
  await mkdir(folder)
  const staged: DatasetSource[] = []
  for (const [index, source] of sources.entries()) {
    const rowCount = await stageFile(bench, declaration, source, join(folder, `${index}.parquet`))
    staged.push({ name: source.name, digest: source.digest, size: source.size, rowCount })
  }
  if (staged.every(({ rowCount }) => rowCount === 0)) {
    throw new DomainError('INVALID_ARGUMENT', 'the source has no rows', {
      field: 'source',
      value: 0,
      expected: 'at least one row',
    })
  }
  const columns = declaration.columns.map(({ name }) => identifier(name)).join(', ')
  const file = "CAST(parse_filename(filename, true, 'system') AS BIGINT)"
  await bench.tables.run(
    `CREATE VIEW staged AS SELECT ${file} * 1099511627776 + file_row_number AS __row, ${columns}
     FROM read_parquet(${literal(join(folder, '*.parquet'))}, file_row_number = true, filename = true)`,
  )
  return staged
}

async function stageFile(
  { tables, signal }: Bench,
  declaration: Declaration,
  source: SourceFile,
  target: string,
): Promise<number> {
  if (source.format === 'csv.gz') await checkGzip(source.path, source.name, signal)
  const { reader, fileTypes } = await openSource(tables, source, declaration)
  for (const column of declaration.columns) {
    if (!fileTypes.has(column.name)) throw missingColumn(source, column, [...fileTypes.keys()])
  }
  const checks = declaration.columns.map((column) => ({
    column,
    given: givenValue(column, fileTypes.get(column.name) ?? ''),
    cast: castValue(column, fileTypes.get(column.name) ?? ''),
  }))
  const counts = checks.map(
    ({ column, given, cast }, index) =>
      `count(*) FILTER (WHERE ${isBad(column, given, cast)}) AS bad${index}`,
  )
  const found = await named(
    source,
    tables.one<Record<string, number>>(`SELECT ${counts.join(', ')} FROM ${reader}`, [], { signal }),
  )
  for (const [index, { column, given, cast }] of checks.entries()) {
    const bad = found[`bad${index}`] ?? 0
    if (bad === 0) continue
    const first = await tables.one<{ row: number; value: string | null }>(
      `SELECT row, value FROM (
         SELECT row_number() OVER () AS row, CAST(${given} AS VARCHAR) AS value, ${isBad(column, given, cast)} AS bad
         FROM ${reader}
       ) WHERE bad ORDER BY row LIMIT 1`,
    )
    throw wrongValue(source, column, { ...first, bad })
  }
  const columns = checks.map(({ column, cast }) => `${cast} AS ${identifier(column.name)}`)
  return tables.copyToParquet(`SELECT ${columns.join(', ')} FROM ${reader}`, target, { signal })
}

/** SQL that reads the file, and the types its columns have there. */
async function openSource(
  tables: Tables,
  source: SourceFile,
  { missingValues }: Declaration,
): Promise<{ reader: string; fileTypes: Map<string, string> }> {
  if (source.format === 'parquet') {
    const reader = `read_parquet(${literal(source.path)})`
    const columns = await named(source, tables.describe(`SELECT * FROM ${reader}`))
    return { reader, fileTypes: new Map(columns.map(({ name, type }) => [name, type])) }
  }
  const names = await readCsvHeader(source)
  const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')
  const compression = source.format === 'csv.gz' ? 'gzip' : 'none'
  const reader = `read_csv(${literal(source.path)}, header = true, auto_detect = false, columns = {${columns}},
    delim = ',', quote = '"', escape = '"', nullstr = ${literal(missingValues)}, compression = ${literal(compression)})`
  return { reader, fileTypes: new Map(names.map((name) => [name, 'VARCHAR'])) }
}

function isBad(column: Column, given: string, cast: string): string {
  const wrongType = `(${given} IS NOT NULL AND ${cast} IS NULL)`
  return column.nullable ? wrongType : `(${given} IS NULL OR ${wrongType})`
}

/** DuckDB names the path it read; the caller knows the file by another name. */
async function named<Result>(source: SourceFile, work: Promise<Result>): Promise<Result> {
  return work.catch((error) => {
    if (!(error instanceof DomainError)) throw error
    throw new DomainError(
      error.code,
      `${source.name}: ${error.message.replaceAll(source.path, source.name)}`,
      {
        cause: error,
        field: error.field?.replaceAll(source.path, source.name) ?? source.name,
        value: error.value,
        expected: error.expected ?? 'a whole file of Parquet or of CSV with a header',
      },
    )
  })
}

function missingColumn(source: SourceFile, column: Column, present: string[]): DomainError {
  return new DomainError('INVALID_ARGUMENT', `${source.name} has no column ${column.name}`, {
    field: `${source.name}:${column.name}`,
    value: present.slice(0, 50).join(', '),
    expected: `a column ${column.name} of type ${column.type}`,
    details: { file: source.name, column: column.name },
  })
}

function wrongValue(
  source: SourceFile,
  column: Column,
  { row, value, bad }: { row: number; value: string | null; bad: number },
): DomainError {
  const what = value === null ? 'no value' : `"${value.slice(0, 200)}"`
  return new DomainError(
    'INVALID_ARGUMENT',
    `${source.name}, row ${row}: ${column.name} is ${what}, not ${column.type} (${bad} such rows)`,
    {
      field: `${source.name}:${row}:${column.name}`,
      value: value?.slice(0, 200) ?? null,
      expected: column.nullable ? `${column.type} or nothing` : column.type,
      details: { file: source.name, row, column: column.name, rowCount: bad },
    },
  )
}
