import { identifier, literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import type { Declaration } from '../domain/dataset.ts'
import type { DatasetSource } from '../domain/dataset-version.ts'
import type { Expectation, ExpectationResult } from '../domain/expectation.ts'
import { breakingRows, columnsOf } from './breaking-rows.ts'
import type { Bench } from './workshop.ts'

const exampleCount = 5

/**
 * Checks the view `staged` against the expectations, in order, and leaves the table `broken` (`__row`, `reason`: the
 * expectation's position) with the rows to set aside. A row in it takes no part in later expectations.
 */
export async function checkExpectations(
  { tables, signal }: Bench,
  declaration: Declaration,
  sources: readonly DatasetSource[],
): Promise<ExpectationResult[]> {
  const columns = new Map(declaration.columns.map((column) => [column.name, column]))
  const total = sources.reduce((sum, { rowCount }) => sum + rowCount, 0)
  let setAside = 0
  await tables.run('CREATE TABLE broken (__row BIGINT, reason INTEGER)')
  const results: ExpectationResult[] = []
  for (const [position, expectation] of declaration.expectations.entries()) {
    const checked = total - setAside
    const remaining =
      setAside === 0
        ? 'staged'
        : '(SELECT * FROM staged WHERE __row NOT IN (SELECT __row FROM broken)) AS remaining'
    const breaking = breakingRows(expectation.rule, remaining, columns)
    if (breaking === undefined) {
      const measured = await measureTable(tables, expectation, { remaining, checked, setAside, total })
      results.push({ expectation, checkedRowCount: checked, examples: [], ...measured })
      continue
    }
    await tables.run(`CREATE OR REPLACE TEMP TABLE breaking AS ${breaking}`, [], { signal })
    const { failed } = await tables.one<{ failed: number }>('SELECT count(*) AS failed FROM breaking')
    const examples = failed === 0 ? [] : await findExamples(tables, expectation, sources)
    const observed = checked === 0 ? 0 : failed / checked
    const passed = expectation.level === 'ROW' ? failed === 0 : observed <= expectation.maxShare
    results.push({
      expectation,
      passed,
      checkedRowCount: checked,
      failedRowCount: failed,
      observed,
      examples,
    })
    if (expectation.level === 'ROW' && failed > 0) {
      await tables.run(`INSERT INTO broken SELECT __row, ${position} FROM breaking`)
      setAside += failed
    }
  }
  return results
}

type TableState = { remaining: string; checked: number; setAside: number; total: number }

async function measureTable(
  tables: Tables,
  { rule }: Expectation,
  { remaining, checked, setAside, total }: TableState,
): Promise<Pick<ExpectationResult, 'passed' | 'failedRowCount' | 'observed'>> {
  if (rule.kind === 'quarantinedShare') {
    const observed = setAside / total
    return judged(observed <= rule.max, observed)
  }
  if (rule.kind === 'rowCount') {
    return judged(checked >= (rule.min ?? 0) && checked <= (rule.max ?? Number.POSITIVE_INFINITY), checked)
  }
  if (rule.kind !== 'nullShare') throw new TypeError(`${rule.kind} is a rule about rows`)
  const { missing } = await tables.one<{ missing: number }>(
    `SELECT count(*) - count(${identifier(rule.column)}) AS missing FROM ${remaining}`,
  )
  const observed = checked === 0 ? 0 : missing / checked
  return judged(observed <= rule.max, observed)
}

function judged(passed: boolean, observed: number) {
  return { passed, failedRowCount: passed ? 0 : 1, observed }
}

/** The first rows that break it: the columns it speaks of, and where they were read. */
async function findExamples(
  tables: Tables,
  { rule }: Expectation,
  sources: readonly DatasetSource[],
): Promise<Record<string, unknown>[]> {
  const columns = [...new Set(columnsOf(rule))].map(identifier)
  const files = literal(sources.map(({ name }) => name))
  return tables.all(
    `SELECT ${columns.join(', ')}, (${files})[(__row >> 40) + 1] AS source_file, (__row & 1099511627775) + 1 AS source_row
     FROM staged WHERE __row IN (SELECT __row FROM breaking ORDER BY __row LIMIT ${exampleCount}) ORDER BY __row`,
  )
}
