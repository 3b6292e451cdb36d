import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { DomainError } from '@headway/kit/errors'
import { checkGzip } from '@headway/tables/check-gzip'
import { identifier, literal } from '@headway/tables/quote'

/** A column we read: its name, what it must be and whether a package may leave it out. */
export type CsvColumn = { name: string; type: 'text' | 'integer' | 'date' | 'datetime'; required: boolean }

/**
 * SQL that reads the given columns, as text with the file's name in `file`, of CSV files whose headers may differ.
 * INVALID_ARGUMENT when a file is damaged, empty or lacks a required column.
 */
export async function csvSource(files: readonly string[], columns: readonly CsvColumn[]): Promise<string> {
  const selects: string[] = []
  for (const file of files) {
    if (file.endsWith('.gz')) await checkGzip(file, basename(file))
    const header = await headerOf(file)
    for (const column of columns) {
      if (!column.required || header.includes(column.name)) continue
      throw new DomainError('INVALID_ARGUMENT', `${basename(file)} has no column ${column.name}`, {
        field: `${basename(file)}: ${column.name}`,
        value: header,
        expected: `a column ${column.name} (${column.type})`,
      })
    }
    selects.push(selectFrom(file, header, columns))
  }
  return selects.join('\nUNION ALL\n')
}

function selectFrom(file: string, header: readonly string[], columns: readonly CsvColumn[]): string {
  const wanted = columns.map((column) =>
    header.includes(column.name)
      ? identifier(column.name)
      : `CAST(NULL AS VARCHAR) AS ${identifier(column.name)}`,
  )
  const all = header.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')
  return `SELECT ${wanted.join(', ')}, ${literal(file)} AS file FROM read_csv(${literal(file)}, header = true,
    auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = ['', 'NA', 'NaN'], columns = {${all}})`
}

async function headerOf(file: string): Promise<string[]> {
  const bytes = createReadStream(file)
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  try {
    for await (const line of createInterface({ input: text })) {
      const names = line.replace(/^\uFEFF/, '').split(',')
      return names.map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    }
  } finally {
    bytes.destroy()
  }
  throw new DomainError('INVALID_ARGUMENT', `${basename(file)} is empty`, {
    field: basename(file),
    expected: 'a CSV file with a header',
  })
}
