import { join } from 'node:path'
import { digestOf } from '@headway/artifacts/digest'
import { canonicalKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import { identifier } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import type { Declaration } from '../domain/dataset.ts'
import type { DatasetContent } from '../domain/dataset-version.ts'

export type SlicedContent = Pick<DatasetContent, 'partitions' | 'firstDay' | 'lastDay'> & {
  /** Of all rows, whatever their order. */
  rowsDigest: string
  slicesPath: string
  sliceCount: number
}

/**
 * Digests of the relation `clean` by partition and day, and the slices as a Parquet file. A digest is that of the rows'
 * MD5 values summed as 64-bit halves with their count: it does not depend on the order of rows, needs no sorting, and
 * sums of slices are those of their partition.
 */
export async function digestSlices(
  tables: Tables,
  declaration: Declaration,
  folder: string,
): Promise<SlicedContent> {
  const keys = declaration.partitionedBy.map(identifier)
  const day = declaration.dayColumn === null ? 'CAST(NULL AS DATE)' : identifier(declaration.dayColumn)
  await tables.run(
    `CREATE TABLE slice AS SELECT ${[...keys, `${day} AS day`].join(', ')}, count(*) AS row_count,
       sum(md5_number_lower(text)) AS low, sum(md5_number_upper(text)) AS high
     FROM (SELECT *, ${rowText(declaration)} AS text FROM clean) GROUP BY ALL`,
  )
  const slicesPath = join(folder, 'slices.parquet')
  const order = [...keys, 'day'].join(', ')
  const sliceCount = await tables.copyToParquet(
    `SELECT ${order}, row_count, md5(row_count || ':' || low || ':' || high) AS digest FROM slice`,
    slicesPath,
    { orderBy: order },
  )
  const values = `[${keys.map((key) => `CAST(${key} AS VARCHAR)`).join(', ')}]::VARCHAR[]`
  const rows = await tables.all<PartitionRow>(
    `SELECT ${values} AS values, CAST(sum(row_count) AS BIGINT) AS "rowCount", count(DISTINCT day) AS "dayCount",
       CAST(min(day) AS VARCHAR) AS "firstDay", CAST(max(day) AS VARCHAR) AS "lastDay", ${sumsOf()} AS sums
     FROM slice GROUP BY ${keys.length === 0 ? '()' : keys.join(', ')}`,
  )
  const { sums } = await tables.one<{ sums: string }>(`SELECT ${sumsOf()} AS sums FROM slice`)
  const partitions = rows.map((row) => ({
    key: keyOf(row.values, declaration),
    rowCount: row.rowCount,
    dayCount: declaration.dayColumn === null ? null : row.dayCount,
    firstDay: row.firstDay,
    lastDay: row.lastDay,
    digest: digestOf(row.sums),
  }))
  const days = rows.flatMap(({ firstDay, lastDay }) => [firstDay ?? [], lastDay ?? []].flat()).sort()
  return {
    partitions,
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    rowsDigest: digestOf(sums),
    slicesPath,
    sliceCount,
  }
}

/** A digest of the rows of any relation with the declared columns and `more`. */
export async function digestRows(
  tables: Tables,
  declaration: Declaration,
  { relation, more }: { relation: string; more: readonly string[] },
): Promise<string> {
  const text = rowText(declaration, more)
  const { sums } = await tables.one<{ sums: string }>(
    `SELECT ${sumsOf()} AS sums FROM (
       SELECT count(*) AS row_count, coalesce(sum(md5_number_lower(text)), 0) AS low,
         coalesce(sum(md5_number_upper(text)), 0) AS high
       FROM (SELECT ${text} AS text FROM ${relation})
     )`,
  )
  return digestOf(sums)
}

type PartitionRow = {
  values: string[]
  rowCount: number
  dayCount: number
  firstDay: string | null
  lastDay: string | null
  sums: string
}

/** A row as text that no other row has: a separator begins with a character that stands doubled inside values. */
function rowText(declaration: Declaration, more: readonly string[] = []): string {
  const mark = 'chr(31)'
  const parts = [...declaration.columns.map(({ name }) => name), ...more].map((name) => {
    const text = `replace(CAST(${identifier(name)} AS VARCHAR), ${mark}, ${mark} || ${mark})`
    return `coalesce(${text}, ${mark} || '0')`
  })
  return parts.join(` || ${mark} || '1' || `)
}

function sumsOf(): string {
  return "sum(row_count) || ':' || sum(low) || ':' || sum(high)"
}

function keyOf(values: readonly string[], { partitionedBy }: Declaration): string {
  const reserved = values.indexOf('*')
  if (reserved === -1 && !(values.length === 1 && values[0] === '')) return canonicalKey(values)
  const column = partitionedBy[Math.max(reserved, 0)]
  throw new DomainError('INVALID_ARGUMENT', `${column} has a value that no partition key may have`, {
    field: column,
    value: values[Math.max(reserved, 0)],
    expected: 'no "*", and no empty text where it is the only partition column',
  })
}
