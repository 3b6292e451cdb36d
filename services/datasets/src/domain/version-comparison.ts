import { DomainError } from '@headway/kit/errors'
import type { ColumnProfile } from './column-profile.ts'
import { type DatasetVersion, versionId } from './dataset-version.ts'

export type PartitionChange = 'ADDED' | 'REMOVED' | 'CHANGED'

export type PartitionCounts = { added: number; removed: number; changed: number; unchanged: number }

export type ColumnComparison = {
  name: string
  from: ColumnProfile
  to: ColumnProfile
  nullShareChange: number
  meanChange: number | null
  largestQuantileChange: number | null
}

export type VersionComparison = { from: DatasetVersion; to: DatasetVersion }

/** INVALID_ARGUMENT for versions of two datasets: nothing of theirs corresponds. */
export function compareVersions(from: DatasetVersion, to: DatasetVersion): VersionComparison {
  if (from.dataset === to.dataset) return { from, to }
  throw new DomainError('INVALID_ARGUMENT', 'only versions of one dataset can be compared', {
    field: 'to',
    value: versionId(to),
    expected: `a version of ${from.dataset}`,
  })
}

export type SchemaComparison = { added: string[]; removed: string[]; retyped: string[] }

export function compareSchemas(
  from: readonly ColumnProfile[],
  to: readonly ColumnProfile[],
): SchemaComparison {
  const before = new Map(from.map((column) => [column.name, column]))
  const after = new Set(to.map(({ name }) => name))
  return {
    added: to.filter(({ name }) => !before.has(name)).map(({ name }) => name),
    removed: from.filter(({ name }) => !after.has(name)).map(({ name }) => name),
    retyped: to
      .filter(({ name, type, nullable }) => {
        const old = before.get(name)
        return old !== undefined && (old.type !== type || old.nullable !== nullable)
      })
      .map(({ name }) => name),
  }
}

/** The columns of both versions, each with how far it moved; the row counts turn null counts into shares. */
export function compareColumns(
  from: { columns: readonly ColumnProfile[]; rowCount: number },
  to: { columns: readonly ColumnProfile[]; rowCount: number },
): ColumnComparison[] {
  const before = new Map(from.columns.map((column) => [column.name, column]))
  return to.columns.flatMap((after) => {
    const old = before.get(after.name)
    if (!old) return []
    return {
      name: after.name,
      from: old,
      to: after,
      nullShareChange: share(after.nullCount, to.rowCount) - share(old.nullCount, from.rowCount),
      meanChange: after.mean === null || old.mean === null ? null : after.mean - old.mean,
      largestQuantileChange: largestQuantileChange(old, after),
    }
  })
}

function largestQuantileChange(from: ColumnProfile, to: ColumnProfile): number | null {
  const before = new Map(from.quantiles.map(({ probability, value }) => [probability, value]))
  const changes = to.quantiles.flatMap(({ probability, value }) => {
    const old = before.get(probability)
    return old === undefined ? [] : [value - old]
  })
  if (changes.length === 0) return null
  return changes.reduce((largest, change) => (Math.abs(change) > Math.abs(largest) ? change : largest))
}

function share(count: number, rows: number): number {
  return rows === 0 ? 0 : count / rows
}
