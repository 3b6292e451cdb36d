import { type Kysely, sql } from 'kysely'
import type { PartitionFilter } from '../domain/cohort.ts'
import type { Database } from './database.ts'

/** The partitions of a version that a filter keeps, with nothing selected yet. */
export function filterPartitions(db: Kysely<Database>, versionRef: number, filter: PartitionFilter) {
  let query = db.selectFrom('model_version_partition').where('version_id', '=', versionRef)
  if (filter.keys) query = query.where(sql<boolean>`key = any (${[...filter.keys]}::text[])`)
  if (filter.keyPrefix) query = query.where(sql<boolean>`starts_with(key, ${filter.keyPrefix})`)
  if (filter.verdict) query = query.where('verdict', '=', filter.verdict)
  if (filter.pinned != null) query = query.where('pinned', '=', filter.pinned)
  if (filter.changed != null) {
    query = query.whereRef('introduced_in', filter.changed ? '=' : '<>', 'version_id')
  }
  if (filter.metric) {
    const { name, min, max } = filter.metric
    const value =
      name === null ? sql<number>`primary_metric` : sql<number>`(metrics ->> ${name})::double precision`
    if (min !== null) query = query.where(sql<boolean>`${value} >= ${min}`)
    if (max !== null) query = query.where(sql<boolean>`${value} <= ${max}`)
  }
  return query
}
