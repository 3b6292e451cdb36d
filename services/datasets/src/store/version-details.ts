import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { ColumnProfile } from '../domain/column-profile.ts'
import type { DatasetSource } from '../domain/dataset-version.ts'
import type { ExpectationResult } from '../domain/expectation.ts'
import type { Database } from './database.ts'

type VersionKey = { dataset: string; number: number }

export async function insertDetails(
  tx: Transaction<Database>,
  { dataset, number }: VersionKey,
  details: {
    sources: readonly DatasetSource[]
    columns: readonly ColumnProfile[]
    expectationResults: readonly ExpectationResult[]
  },
): Promise<void> {
  const sources = details.sources.map((source, position) => ({
    dataset,
    number,
    position,
    name: source.name,
    digest: source.digest,
    size: source.size,
    row_count: source.rowCount,
  }))
  await tx.insertInto('dataset_version_source').values(sources).execute()
  const columns = details.columns.map((profile, position) => ({
    dataset,
    number,
    position,
    profile: JSON.stringify(profile),
  }))
  await tx.insertInto('dataset_version_column').values(columns).execute()
  if (details.expectationResults.length === 0) return
  const results = details.expectationResults.map((result, position) => ({
    dataset,
    number,
    position,
    expectation: JSON.stringify(result.expectation),
    passed: result.passed,
    checked_row_count: result.checkedRowCount,
    failed_row_count: result.failedRowCount,
    observed: result.observed,
    examples: JSON.stringify(result.examples),
  }))
  await tx.insertInto('expectation_result').values(results).execute()
}

export async function listSources(
  db: Kysely<Database>,
  { dataset, number }: VersionKey,
  args: PageArguments,
) {
  const query = db
    .selectFrom('dataset_version_source')
    .select(['position', 'name', 'digest', 'size', 'row_count as rowCount'])
    .where('dataset', '=', dataset)
    .where('number', '=', number)
  return mapPage(await page(query, args, { by: ['position'] }), ({ position: _, ...source }) => source)
}

/** The column profiles of each version, in the order of the table. */
export async function loadColumns(
  db: Kysely<Database>,
  versions: readonly VersionKey[],
): Promise<ColumnProfile[][]> {
  const rows = await db
    .selectFrom('dataset_version_column')
    .select(['dataset', 'number', 'profile'])
    .where(isOneOf(versions))
    .orderBy('position')
    .execute()
  const grouped = Map.groupBy(rows, keyOf)
  return versions.map((version) =>
    (grouped.get(keyOf(version)) ?? []).map(({ profile }) => profile as unknown as ColumnProfile),
  )
}

/** The expectation results of each version, in the order of the expectations. */
export async function loadExpectationResults(
  db: Kysely<Database>,
  versions: readonly VersionKey[],
): Promise<ExpectationResult[][]> {
  const rows = await db
    .selectFrom('expectation_result')
    .selectAll()
    .where(isOneOf(versions))
    .orderBy('position')
    .execute()
  const grouped = Map.groupBy(rows, keyOf)
  return versions.map((version) =>
    (grouped.get(keyOf(version)) ?? []).map((row) => ({
      expectation: row.expectation as unknown as ExpectationResult['expectation'],
      passed: row.passed,
      checkedRowCount: row.checked_row_count,
      failedRowCount: row.failed_row_count,
      observed: row.observed,
      examples: row.examples as ExpectationResult['examples'],
    })),
  )
}

function isOneOf(versions: readonly VersionKey[]) {
  const keys = versions.map(({ dataset, number }) => sql`(${dataset}::text, ${number}::integer)`)
  return sql<boolean>`(dataset, number) in (${sql.join(keys)})`
}

function keyOf({ dataset, number }: VersionKey): string {
  return `${dataset}/${number}`
}
