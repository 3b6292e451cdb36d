import { sql, type Transaction } from 'kysely'
import type { ChosenPartition, PartitionFilter, PartitionSource } from '../domain/cohort.ts'
import type { Database } from './database.ts'
import { filterPartitions } from './filter-partitions.ts'

/** The partitions of a version that a filter keeps, and every key that it names but the version has not, by key. */
export async function chooseCohort(
  tx: Transaction<Database>,
  versionRef: number,
  filter: PartitionFilter,
): Promise<ChosenPartition[]> {
  const rows = await filterPartitions(tx, versionRef, filter)
    .select(['key', 'pinned', sql<string>`encode(sha256, 'hex')`.as('sha256')])
    .execute()
  const chosen: ChosenPartition[] = rows.map(({ key, pinned, sha256 }) => ({ key, base: { sha256, pinned } }))
  const keys = [...new Set(filter.keys ?? [])]
  if (keys.length > rows.length) {
    const present = new Set(
      (await filterPartitions(tx, versionRef, { keys }).select('key').execute()).map(({ key }) => key),
    )
    chosen.push(...keys.filter((key) => !present.has(key)).map((key) => ({ key, base: null })))
  }
  return chosen.sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** The artifacts that partitions have in a version, by key. */
export async function findSources(
  tx: Transaction<Database>,
  versionRef: number,
  keys: readonly string[],
): Promise<Map<string, PartitionSource>> {
  const rows = await filterPartitions(tx, versionRef, { keys })
    .select(['key', 'ordinal', sql<string>`encode(sha256, 'hex')`.as('sha256')])
    .execute()
  return new Map(rows.map(({ key, ordinal, sha256 }) => [key, { versionRef, ordinal, sha256 }]))
}

/**
 * The artifact that each partition had before the version that brought the one it has: that version's parent has it,
 * where it was approved.
 */
export async function findPrevious(
  tx: Transaction<Database>,
  versionRef: number,
  keys: readonly string[],
): Promise<Map<string, PartitionSource>> {
  const { rows } = await sql<PartitionSource & { key: string }>`
    select p.key, p.ordinal, p.version_id as "versionRef", encode(p.sha256, 'hex') as sha256
    from model_version_partition b
    join model_version i on i.id = b.introduced_in
    join model_version parent on parent.id = i.parent_id and parent.state = 'APPROVED'
    join model_version_partition p on p.version_id = parent.id and p.key = b.key
    where b.version_id = ${versionRef} and b.key = any (${[...keys]}::text[])`.execute(tx)
  return new Map(rows.map(({ key, ...source }) => [key, source]))
}
