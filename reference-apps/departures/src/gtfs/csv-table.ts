import { DomainError } from '@headway/kit/errors'
import { CsvError } from 'csv-parse'
import { eachRecord } from './csv-records.ts'

/** The row that is being read; every value is trimmed. Errors name file, line, column, value and what is expected. */
export type CsvRow = {
  /** '' where the row or the table does not have it. */
  text(column: string): string
  required(column: string): string
  /** A value that `read` makes of the text; null where it is empty. `read` gives undefined for what it does not accept. */
  value<Value>(column: string, read: (text: string) => Value | undefined, expected: string): Value | null
  fault(column: string, expected: string): DomainError
}

/** Reads a table row by row, in order. INVALID_ARGUMENT when it is not CSV or lacks a required column. */
export function eachRow(
  file: string,
  content: Uint8Array,
  required: readonly string[],
  onRow: (row: CsvRow) => void,
): void {
  let columns: Map<string, number> | undefined
  let record: string[] = []
  let line = 0
  const row: CsvRow = {
    text: (column) => record[columns?.get(column) ?? -1]?.trim() ?? '',
    required(column) {
      const text = row.text(column)
      if (text === '') throw row.fault(column, 'a value')
      return text
    },
    value(column, read, expected) {
      const text = row.text(column)
      if (text === '') return null
      const value = read(text)
      if (value === undefined) throw row.fault(column, expected)
      return value
    },
    fault(column, expected) {
      const value = row.text(column)
      return invalid(file, line, column, value, expected)
    },
  }
  try {
    eachRecord(content, (values, at) => {
      record = values
      line = at
      if (columns) onRow(row)
      else columns = header(file, values, required)
    })
  } catch (cause) {
    if (cause instanceof CsvError)
      throw invalid(file, Number(cause.lines ?? line), '', cause.message, 'CSV', cause)
    throw cause
  }
  if (!columns) throw invalid(file, 1, '', '', `a header with ${required.join(', ')}`)
}

function header(file: string, names: readonly string[], required: readonly string[]): Map<string, number> {
  const columns = new Map(names.map((name, index) => [name.trim(), index]))
  const missing = required.find((name) => !columns.has(name))
  if (missing !== undefined) throw invalid(file, 1, missing, [...columns.keys()], `a column ${missing}`)
  return columns
}

function invalid(
  file: string,
  line: number,
  column: string,
  value: unknown,
  expected: string,
  cause?: unknown,
): DomainError {
  const place = column === '' ? `${file}:${line}` : `${file}:${line}: ${column}`
  const found = value === '' ? 'nothing' : JSON.stringify(value)
  return new DomainError('INVALID_ARGUMENT', `${place} is ${found}, not ${expected}`, {
    cause,
    field: place,
    value,
    expected,
  })
}
