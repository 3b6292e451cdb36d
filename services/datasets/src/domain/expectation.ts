import { DomainError } from '@headway/kit/errors'
import type { Column, ColumnType } from './dataset.ts'

export type Rule =
  | { kind: 'notNull'; column: string }
  | { kind: 'isNull'; column: string }
  | { kind: 'outside'; column: string; ranges: { min: number; max: number }[] }
  | { kind: 'range'; column: string; min: number | null; max: number | null }
  | { kind: 'allowedValues'; column: string; values: string[] }
  | { kind: 'matches'; column: string; pattern: string }
  | { kind: 'difference'; column: string; minus: string; min: number | null; max: number | null }
  | { kind: 'unique'; columns: string[]; keep: 'FIRST' | 'NONE' }
  | {
      kind: 'ordered'
      within: string[]
      by: string
      column: string
      strictly: boolean
      breaks: 'ROW' | 'GROUP'
    }
  | { kind: 'nullShare'; column: string; max: number }
  | { kind: 'rowCount'; min: number | null; max: number | null }
  | { kind: 'quarantinedShare'; max: number }

export type Expectation = {
  name: string
  description: string
  level: 'ROW' | 'TABLE'
  blocking: boolean
  maxShare: number
  rule: Rule
}

export type ExpectationResult = {
  expectation: Expectation
  passed: boolean
  checkedRowCount: number
  failedRowCount: number
  observed: number
  examples: Record<string, unknown>[]
}

const tableKinds: readonly Rule['kind'][] = ['nullShare', 'rowCount', 'quarantinedShare']

/** Whether the rule looks at the table as a whole rather than at rows. */
export function isTableRule(rule: Rule): boolean {
  return tableKinds.includes(rule.kind)
}

/** INVALID_ARGUMENT, naming the field, unless every rule fits the columns it speaks of. */
export function checkExpectations(
  expectations: readonly Expectation[],
  columns: ReadonlyMap<string, Column>,
): void {
  if (expectations.length > 100) throw wrong('expectations', expectations.length, 'at most 100 expectations')
  const names = new Set<string>()
  expectations.forEach((expectation, index) => {
    const field = `expectations[${index}]`
    if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(expectation.name)) {
      throw wrong(`${field}.name`, expectation.name, 'lower-case letters, digits, "-" and "_", at most 64')
    }
    if (names.has(expectation.name)) throw wrong(`${field}.name`, expectation.name, 'every name once')
    names.add(expectation.name)
    if (isTableRule(expectation.rule) && expectation.level === 'ROW') {
      throw wrong(`${field}.level`, 'ROW', `TABLE: ${expectation.rule.kind} sets no row aside`)
    }
    checkShare(`${field}.maxShare`, expectation.maxShare)
    checkRule(`${field}.rule.${expectation.rule.kind}`, expectation.rule, columns)
  })
}

const anyType: readonly ColumnType[] = ['STRING', 'INTEGER', 'NUMBER', 'BOOLEAN', 'DATE', 'TIMESTAMP']
const numbers: readonly ColumnType[] = ['INTEGER', 'NUMBER']
const ordered: readonly ColumnType[] = ['INTEGER', 'NUMBER', 'DATE', 'TIMESTAMP']

function checkRule(field: string, rule: Rule, columns: ReadonlyMap<string, Column>): void {
  const need = (part: string, name: string, types: readonly ColumnType[]): ColumnType => {
    const type = columns.get(name)?.type
    if (type === undefined) throw wrong(`${field}.${part}`, name, 'a declared column')
    if (!types.includes(type))
      throw wrong(`${field}.${part}`, `${name} (${type})`, `type ${types.join(' or ')}`)
    return type
  }
  switch (rule.kind) {
    case 'notNull':
    case 'isNull':
    case 'allowedValues':
      need('column', rule.column, anyType)
      return
    case 'matches':
      need('column', rule.column, ['STRING'])
      return
    case 'outside':
      need('column', rule.column, numbers)
      if (rule.ranges.length === 0) throw wrong(`${field}.ranges`, 0, 'at least one range')
      rule.ranges.forEach(({ min, max }, index) => {
        checkBounds(`${field}.ranges[${index}]`, min, max)
      })
      return
    case 'range':
      need('column', rule.column, numbers)
      checkBounds(field, rule.min, rule.max)
      return
    case 'difference': {
      const [a, b] = [need('column', rule.column, ordered), need('minus', rule.minus, ordered)]
      if (a !== b && !(numbers.includes(a) && numbers.includes(b))) {
        throw wrong(`${field}.minus`, `${rule.minus} (${b})`, `a column of the type of ${rule.column} (${a})`)
      }
      checkBounds(field, rule.min, rule.max)
      return
    }
    case 'unique':
      if (rule.columns.length === 0) throw wrong(`${field}.columns`, 0, 'at least one column')
      rule.columns.forEach((name, index) => {
        need(`columns[${index}]`, name, anyType)
      })
      return
    case 'ordered':
      rule.within.forEach((name, index) => {
        need(`within[${index}]`, name, anyType)
      })
      need('by', rule.by, ordered)
      need('column', rule.column, ordered)
      return
    case 'nullShare':
      need('column', rule.column, anyType)
      checkShare(`${field}.max`, rule.max)
      return
    case 'rowCount':
      checkBounds(field, rule.min, rule.max)
      return
    case 'quarantinedShare':
      checkShare(`${field}.max`, rule.max)
  }
}

function checkBounds(field: string, min: number | null, max: number | null): void {
  if (min === null && max === null) throw wrong(field, null, 'min, max or both')
  if (min !== null && max !== null && min > max) throw wrong(`${field}.min`, min, `at most max (${max})`)
}

function checkShare(field: string, share: number): void {
  if (!(share >= 0 && share <= 1)) throw wrong(field, share, 'a share from 0 to 1')
}

function wrong(field: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `${field} is not valid: expected ${expected}`, {
    field,
    value,
    expected,
  })
}
