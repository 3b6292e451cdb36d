import type { ManifestModelDefinition } from '@headway/artifacts/manifest'
import { wildcard } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import { identifier, literal } from '@headway/tables/quote'
import { type ColumnDescription, openTables, type Tables } from '@headway/tables/tables'
import type { TaskContext } from '../task-context.ts'

/** The rows of one task: those of a range of partitions, or of a model without any, a range of rows. */
export type BatchPart =
  | { partitions: [first: string, last: string]; rows: number }
  | { from: number; to: number }

/** The column of the answers that names each row's partition. */
export const partitionColumn = 'partition'

/** The input tables as SQL sees them. */
export type BatchRows = {
  /** All rows; the first column is the partition's canonical key. */
  sql: string
  /** Columns that are no features: they are kept beside the answers. */
  kept: string[]
}

export function openBatchTables(task: Pick<TaskContext, 'folder'>): Promise<Tables> {
  return openTables({ memoryLimit: '1GB', threads: 1, tempDir: task.folder })
}

/**
 * Reads what columns the input `rows` has. A row's partition is the column `partition` (canonical keys), or the columns
 * named like the model's partition keys. INVALID_ARGUMENT names a column that is missing.
 */
export async function describeRows(
  tables: Tables,
  paths: readonly string[],
  { partitionedBy, signature }: ManifestModelDefinition,
): Promise<BatchRows> {
  const source = `read_parquet(${literal([...paths])}, union_by_name = true)`
  const columns = await tables.describe(`SELECT * FROM ${source}`)
  const names = new Set(columns.map(({ name }) => name))
  for (const feature of signature.features) {
    if (!names.has(feature)) throw missing(feature, columns)
  }
  const key = keyExpression(partitionedBy, names, columns)
  const features = new Set(signature.features)
  const kept = columns
    .map(({ name }) => name)
    .filter((name) => name !== partitionColumn && !features.has(name))
  const rest = [...kept, ...signature.features].map(identifier).join(', ')
  return { sql: `SELECT ${key} AS ${partitionColumn}, ${rest} FROM ${source}`, kept }
}

/** The rows of one part, by partition. */
export function rowsOf({ sql }: BatchRows, part: BatchPart): string {
  if ('from' in part) return `SELECT * FROM (${sql}) LIMIT ${part.to - part.from} OFFSET ${part.from}`
  const [first, last] = part.partitions.map(literal)
  return `SELECT * FROM (${sql}) WHERE ${partitionColumn} BETWEEN ${first} AND ${last} ORDER BY ${partitionColumn}`
}

function keyExpression(
  partitionedBy: readonly string[],
  names: ReadonlySet<string>,
  columns: readonly ColumnDescription[],
): string {
  if (partitionedBy.length === 0) return `''`
  if (names.has(partitionColumn)) return `${identifier(partitionColumn)}::VARCHAR`
  for (const key of partitionedBy) if (!names.has(key)) throw missing(key, columns)
  return partitionedBy.map((key) => escaped(`${identifier(key)}::VARCHAR`)).join(` || '/' || `)
}

/** As `canonicalKey` escapes a value; control characters are left, and make a key that is refused where it is used. */
function escaped(value: string): string {
  const replaced = ['%', '/', '*', '#'].reduce(
    (sql, character) =>
      `replace(${sql}, '${character}', '%${character.charCodeAt(0).toString(16).toUpperCase()}')`,
    value,
  )
  return `CASE WHEN ${value} = '${wildcard}' THEN ${value} ELSE ${replaced} END`
}

function missing(name: string, columns: readonly ColumnDescription[]): DomainError {
  return new DomainError('INVALID_ARGUMENT', `the rows have no column ${name}`, {
    field: 'inputs.rows',
    value: columns.map((column) => column.name).join(', '),
    expected: 'a column for each feature, and `partition` or a column for each partition key',
  })
}
