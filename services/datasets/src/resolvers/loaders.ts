import DataLoader from 'dataloader'
import type { Kysely } from 'kysely'
import type { ColumnProfile } from '../domain/column-profile.ts'
import type { Dataset } from '../domain/dataset.ts'
import { type DatasetVersion, parseVersionId, versionId } from '../domain/dataset-version.ts'
import type { ExpectationResult } from '../domain/expectation.ts'
import type { PartitionCounts, VersionComparison } from '../domain/version-comparison.ts'
import type { Database } from '../store/database.ts'
import { loadLatestVersions, loadVersions } from '../store/dataset-versions.ts'
import { loadDatasets } from '../store/datasets.ts'
import { countPartitionChanges } from '../store/partitions.ts'
import { loadColumns, loadExpectationResults } from '../store/version-details.ts'

/** What a request reads by key, gathered into one query each. */
export type Loaders = {
  datasets: DataLoader<string, Dataset | null>
  versions: DataLoader<string, DatasetVersion | null>
  latestVersions: DataLoader<string, DatasetVersion | null>
  columns: DataLoader<string, ColumnProfile[]>
  expectationResults: DataLoader<string, ExpectationResult[]>
  partitionChanges: DataLoader<VersionComparison, PartitionCounts, string>
}

export function createLoaders(db: Kysely<Database>): Loaders {
  return {
    datasets: new DataLoader((names) => loadDatasets(db, names)),
    versions: new DataLoader((ids) => loadVersions(db, ids)),
    latestVersions: new DataLoader((datasets) => loadLatestVersions(db, datasets)),
    columns: new DataLoader((ids) => loadColumns(db, ids.map(keyOf))),
    expectationResults: new DataLoader((ids) => loadExpectationResults(db, ids.map(keyOf))),
    // Four fields of a comparison are answered by one count.
    partitionChanges: new DataLoader<VersionComparison, PartitionCounts, string>(
      (comparisons) => Promise.all(comparisons.map(({ from, to }) => countPartitionChanges(db, from, to))),
      { cacheKeyFn: ({ from, to }) => `${versionId(from)} ${versionId(to)}` },
    ),
  }
}

function keyOf(id: string): { dataset: string; number: number } {
  const key = parseVersionId(id)
  if (!key) throw new TypeError(`${id} is not a version id`)
  return key
}

/** Loads what a foreign key promises to be there. */
export async function loadRequired<Value>(
  loader: DataLoader<string, Value | null>,
  key: string,
): Promise<Value> {
  const value = await loader.load(key)
  if (value === null) throw new Error(`${key} is referred to but not there`)
  return value
}
