import { type Kysely, sql } from 'kysely'
import type { GridColumns } from '../domain/partition-grid.ts'
import type { Database } from './database.ts'

/** The digest of the grid that was written for a version and its metrics, in order. */
export async function findGrid(
  db: Kysely<Database>,
  versionRef: number,
  metrics: string[],
): Promise<string | undefined> {
  const row = await db
    .selectFrom('partition_grid')
    .select('digest')
    .where('version_id', '=', versionRef)
    .where(sql<boolean>`metrics = ${metrics}::text[]`)
    .executeTakeFirst()
  return row?.digest
}

export async function saveGrid(
  db: Kysely<Database>,
  grid: { versionRef: number; metrics: string[]; digest: string; createdAt: Date },
): Promise<void> {
  await db
    .insertInto('partition_grid')
    .values({
      version_id: grid.versionRef,
      metrics: grid.metrics,
      digest: grid.digest,
      created_at: grid.createdAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['version_id', 'metrics']).doUpdateSet({ digest: grid.digest }),
    )
    .execute()
}

/** Every partition of a version by key, as columns: one row of arrays is read, not a row for each partition. */
export async function readGridColumns(
  db: Kysely<Database>,
  versionRef: number,
  metrics: readonly string[],
): Promise<GridColumns> {
  const values = metrics.map(
    (name, index) =>
      sql`array_agg((metrics ->> ${name})::double precision order by key) as ${sql.ref(`metric_${index}`)}`,
  )
  const { rows } = await sql<Record<string, unknown[] | null>>`
    select ${sql.join([
      sql`array_agg(key order by key) as keys`,
      sql`array_agg(verdict order by key) as verdicts`,
      sql`array_agg(introduced_in = version_id order by key) as changed`,
      sql`array_agg(pinned order by key) as pinned`,
      sql`array_agg(trained_rows::double precision order by key) as trained_rows`,
      ...values,
    ])}
    from model_version_partition where version_id = ${versionRef}`.execute(db)
  const column = <Value>(name: string) => (rows[0]?.[name] ?? []) as Value[]
  return {
    keys: column('keys'),
    verdicts: column('verdicts'),
    changed: column('changed'),
    pinned: column('pinned'),
    trainedRows: column('trained_rows'),
    metrics: new Map(metrics.map((name, index) => [name, column(`metric_${index}`)])),
  }
}
