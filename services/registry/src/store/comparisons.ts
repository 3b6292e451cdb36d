import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, sql } from 'kysely'
import type { PartitionChangeKind, VersionComparison } from '../domain/comparison.ts'
import type { MetricDirection } from '../domain/model.ts'
import type { Database } from './database.ts'

type Counts = Omit<VersionComparison, 'from' | 'to'>

/** How many partitions differ between two versions of one model, and how. */
export async function countChanges(
  db: Kysely<Database>,
  from: number,
  to: number,
  direction: MetricDirection,
): Promise<Counts> {
  const sign = direction === 'MINIMIZE' ? 1 : -1
  const { rows } = await sql<Counts>`
    select
      count(*) filter (where f.key is null) as "addedCount",
      count(*) filter (where t.key is null) as "removedCount",
      count(*) filter (where f.sha256 <> t.sha256) as "changedCount",
      count(*) filter (where f.sha256 <> t.sha256 and ${sign} * (t.primary_metric - f.primary_metric) < 0)
        as "improvedCount",
      count(*) filter (where f.sha256 <> t.sha256 and ${sign} * (t.primary_metric - f.primary_metric) > 0)
        as "worsenedCount"
    from ${bothVersions(from, to)}`.execute(db)
  return rows[0] as Counts
}

/** The canonical keys of the partitions that differ, paged by key. */
export async function listChangedKeys(
  db: Kysely<Database>,
  from: number,
  to: number,
  change: PartitionChangeKind | null,
  args: PageArguments,
) {
  const changes = sql<{ key: string; change: string }>`(
    select coalesce(f.key, t.key) as key,
      case when f.key is null then 'ADDED' when t.key is null then 'REMOVED' else 'CHANGED' end as change
    from ${bothVersions(from, to)}
    where f.sha256 is distinct from t.sha256)`.as<'changed'>('changed')
  let query = db.selectFrom(changes).selectAll()
  if (change) query = query.where('change', '=', change)
  return mapPage(await page(query, args, { by: ['key'] }), (row) => row)
}

/** The partitions of two versions side by side, as `f` and `t`: columns of the index of lists alone. */
function bothVersions(from: number, to: number) {
  const columns = sql`select key, sha256, primary_metric from model_version_partition where version_id =`
  return sql`(${columns} ${from}) f full join (${columns} ${to}) t on t.key = f.key`
}
