import { identifier, literal } from '@headway/tables/quote'
import type { Column } from '../domain/dataset.ts'
import type { Rule } from '../domain/expectation.ts'

/**
 * SQL of the rows of `source` that break a rule about rows, as one column `__row`; undefined for a rule about the table.
 * A comparison with NULL is not true, so a rule holds where there is no value.
 */
export function breakingRows(
  rule: Rule,
  source: string,
  columns: ReadonlyMap<string, Column>,
): string | undefined {
  switch (rule.kind) {
    case 'notNull':
      return where(source, `${identifier(rule.column)} IS NULL`)
    case 'isNull':
      return where(source, `${identifier(rule.column)} IS NOT NULL`)
    case 'outside': {
      const column = identifier(rule.column)
      return where(
        source,
        rule.ranges.map(({ min, max }) => `${column} BETWEEN ${min} AND ${max}`).join(' OR '),
      )
    }
    case 'range':
      return where(source, outside(identifier(rule.column), rule.min, rule.max))
    case 'allowedValues':
      return where(
        source,
        `CAST(${identifier(rule.column)} AS VARCHAR) NOT IN (${rule.values.map(literal).join(', ') || "''"})`,
      )
    case 'matches':
      return where(source, `NOT regexp_full_match(${identifier(rule.column)}, ${literal(rule.pattern)})`)
    case 'difference':
      return where(source, outside(difference(rule, columns), rule.min, rule.max))
    case 'unique': {
      const names = rule.columns.map(identifier)
      const present = names.map((name) => `${name} IS NOT NULL`).join(' AND ')
      const group = `PARTITION BY ${names.join(', ')}`
      const repeated =
        rule.keep === 'FIRST'
          ? `row_number() OVER (${group} ORDER BY __row) > 1`
          : `count(*) OVER (${group}) > 1`
      return `SELECT __row FROM (SELECT __row, ${repeated} AS breaks FROM ${source} WHERE ${present}) WHERE breaks`
    }
    case 'ordered':
      return ordered(rule, source)
    case 'nullShare':
    case 'rowCount':
    case 'quarantinedShare':
      return undefined
  }
}

/** The columns a rule speaks of, for examples of rows that break it. */
export function columnsOf(rule: Rule): string[] {
  switch (rule.kind) {
    case 'unique':
      return rule.columns
    case 'ordered':
      return [...rule.within, rule.by, rule.column]
    case 'difference':
      return [rule.column, rule.minus]
    case 'rowCount':
    case 'quarantinedShare':
      return []
    default:
      return [rule.column]
  }
}

function ordered(rule: Extract<Rule, { kind: 'ordered' }>, source: string): string {
  const column = identifier(rule.column)
  const names = rule.within.map(identifier)
  const group = names.length === 0 ? '' : `PARTITION BY ${names.join(', ')}`
  const before = `lag(${column}) OVER (${group} ORDER BY ${identifier(rule.by)}, __row)`
  const falls = `coalesce(${before} ${rule.strictly ? '>=' : '>'} ${column}, false) AS breaks`
  const kept = names.length === 0 ? '' : `, ${names.join(', ')}`
  const present = `${column} IS NOT NULL AND ${identifier(rule.by)} IS NOT NULL`
  const rows = `SELECT __row${kept}, ${falls} FROM ${source} WHERE ${present}`
  if (rule.breaks === 'ROW') return `SELECT __row FROM (${rows}) WHERE breaks`
  return `SELECT __row FROM (SELECT __row, bool_or(breaks) OVER (${group}) AS breaks FROM (${rows})) WHERE breaks`
}

function difference(
  rule: Extract<Rule, { kind: 'difference' }>,
  columns: ReadonlyMap<string, Column>,
): string {
  const [column, minus] = [identifier(rule.column), identifier(rule.minus)]
  if (columns.get(rule.column)?.type !== 'TIMESTAMP') return `(${column} - ${minus})`
  return `((epoch_us(${column}) - epoch_us(${minus})) / 1e6)`
}

function outside(value: string, min: number | null, max: number | null): string {
  const tests = [min === null ? [] : `${value} < ${min}`, max === null ? [] : `${value} > ${max}`].flat()
  return `(${tests.join(' OR ')})`
}

function where(source: string, condition: string): string {
  return `SELECT __row FROM ${source} WHERE ${condition}`
}
