import { parseKey } from '@headway/artifacts/partition-key'
import type { ArtifactStore } from '@headway/artifacts/store'
import { identifier, literal } from '@headway/tables/quote'
import { openTables, type Tables } from '@headway/tables/tables'
import type { DatasetVersion } from '../domain/dataset-version.ts'

export type DatasetSlice = { day: string; rowCount: number; digest: string }

/** Reads slices of versions from the store, with a small DuckDB of its own. */
export class SliceReader implements AsyncDisposable {
  readonly #artifacts: ArtifactStore
  readonly #tables: Tables

  constructor(artifacts: ArtifactStore, tables: Tables) {
    this.#artifacts = artifacts
    this.#tables = tables
  }

  static async open(artifacts: ArtifactStore): Promise<SliceReader> {
    return new SliceReader(artifacts, await openTables({ memoryLimit: '128MB', threads: 1 }))
  }

  /** The days of one partition, in order. */
  async read(
    version: DatasetVersion,
    partition: { key: string; partitionedBy: readonly string[] },
  ): Promise<DatasetSlice[]> {
    const path = literal(await this.#artifacts.path(version.slices.digest))
    const values = parseKey(partition.key)
    const conditions = partition.partitionedBy.map(
      (column, index) => `CAST(${identifier(column)} AS VARCHAR) = ${literal(values[index] ?? '')}`,
    )
    return this.#tables.all<DatasetSlice>(
      `SELECT CAST(day AS VARCHAR) AS day, row_count AS "rowCount", digest FROM read_parquet(${path})
       WHERE ${['day IS NOT NULL', ...conditions].join(' AND ')} ORDER BY day`,
    )
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#tables[Symbol.asyncDispose]()
  }
}
