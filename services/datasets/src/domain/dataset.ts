import { DomainError } from '@headway/kit/errors'
import { checkExpectations, type Expectation } from './expectation.ts'

export type ColumnType = 'STRING' | 'INTEGER' | 'NUMBER' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP'

export type Column = {
  name: string
  type: ColumnType
  nullable: boolean
  description: string
  unit: string | null
}

/** What is declared of a dataset; a version keeps the revision it was checked against. */
export type Declaration = {
  name: string
  description: string
  owner: string
  partitionedBy: string[]
  timeColumn: string | null
  dayColumn: string | null
  missingValues: string[]
  columns: Column[]
  expectations: Expectation[]
}

export type Dataset = Declaration & { revision: number; createdAt: Date; createdBy: string }

const namePattern = /^[a-z0-9][a-z0-9_-]{0,63}$/

// Columns that the quarantine table adds to those of the data.
export const quarantineColumns = ['quarantine_reason', 'source_file', 'source_row']

export function checkName(field: string, value: string): void {
  if (namePattern.test(value)) return
  throw new DomainError('INVALID_ARGUMENT', `"${value}" is not a name`, {
    field,
    value,
    expected: 'lower-case letters, digits, "-" and "_", at most 64, beginning with a letter or digit',
  })
}

/** INVALID_ARGUMENT, naming the field, unless every name is known and used once and every type fits its role. */
export function checkDeclaration(declaration: Declaration): void {
  checkName('name', declaration.name)
  const columns = checkColumns(declaration.columns)
  const seen = new Set<string>()
  declaration.partitionedBy.forEach((name, index) => {
    const field = `partitionedBy[${index}]`
    const column = columns.get(name)
    if (!column) throw wrong(field, name, 'a declared column')
    if (column.nullable) throw wrong(field, name, 'a column that is declared not nullable')
    if (column.type === 'NUMBER' || column.type === 'TIMESTAMP') {
      throw wrong(field, name, 'a column of text, whole numbers, yes or no, or days')
    }
    if (seen.has(name)) throw wrong(field, name, 'every column once')
    seen.add(name)
  })
  checkRole('timeColumn', declaration.timeColumn, columns, ['TIMESTAMP', 'NUMBER', 'INTEGER'])
  checkRole('dayColumn', declaration.dayColumn, columns, ['DATE'])
  checkExpectations(declaration.expectations, columns)
}

/** Whether two declarations say the same. */
export function sameDeclaration(a: Declaration, b: Declaration): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
}

/** The declaration alone, with its keys in one order. */
export function plain(declaration: Declaration): Declaration {
  const { name, description, owner, partitionedBy, timeColumn, dayColumn, missingValues } = declaration
  const columns = declaration.columns.map((column) => ({
    name: column.name,
    type: column.type,
    nullable: column.nullable,
    description: column.description,
    unit: column.unit,
  }))
  const expectations = declaration.expectations.map((expectation) => ({
    name: expectation.name,
    description: expectation.description,
    level: expectation.level,
    blocking: expectation.blocking,
    maxShare: expectation.maxShare,
    rule: sortedKeys(expectation.rule),
  }))
  return {
    name,
    description,
    owner,
    partitionedBy,
    timeColumn,
    dayColumn,
    missingValues,
    columns,
    expectations,
  }
}

function sortedKeys<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) as Value
}

function checkColumns(columns: readonly Column[]): Map<string, Column> {
  if (columns.length === 0 || columns.length > 500) throw wrong('columns', columns.length, '1 to 500 columns')
  const byName = new Map<string, Column>()
  columns.forEach((column, index) => {
    const field = `columns[${index}].name`
    if (column.name === '' || column.name.length > 128) throw wrong(field, column.name, '1 to 128 characters')
    if (byName.has(column.name)) throw wrong(field, column.name, 'every column once')
    if (quarantineColumns.includes(column.name) || column.name.startsWith('__')) {
      throw wrong(
        field,
        column.name,
        `no name that begins with "__" and none of ${quarantineColumns.join(', ')}`,
      )
    }
    byName.set(column.name, column)
  })
  return byName
}

function checkRole(
  field: string,
  name: string | null,
  columns: ReadonlyMap<string, Column>,
  types: readonly ColumnType[],
): void {
  if (name === null) return
  const type = columns.get(name)?.type
  if (type === undefined) throw wrong(field, name, 'a declared column')
  if (!types.includes(type)) throw wrong(field, `${name} (${type})`, `a column of type ${types.join(' or ')}`)
}

function wrong(field: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `${field} is not valid: expected ${expected}`, {
    field,
    value,
    expected,
  })
}
