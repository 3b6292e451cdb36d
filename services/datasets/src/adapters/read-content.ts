import { join } from 'node:path'
import { digestOf } from '@headway/artifacts/digest'
import type { ArtifactStore } from '@headway/artifacts/store'
import { DomainError } from '@headway/kit/errors'
import { identifier, literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import type { Declaration } from '../domain/dataset.ts'
import type { DatasetContent, DatasetFile, DatasetSource } from '../domain/dataset-version.ts'
import type { ExpectationResult } from '../domain/expectation.ts'
import { checkExpectations } from './check-expectations.ts'
import { digestRows, digestSlices } from './digest-slices.ts'
import { profileColumns } from './profile-columns.ts'
import type { SourceFile } from './source-files.ts'
import { stageSources } from './stage-sources.ts'
import type { Bench } from './workshop.ts'

export type ReadContent =
  | { kind: 'refused'; results: ExpectationResult[]; refusedBy: ExpectationResult }
  | { kind: 'content'; content: DatasetContent }

export type Progress = (stage: string, facts: Record<string, unknown>) => void

/**
 * Reads, checks and profiles sources, and puts the clean table, the quarantine and the slices into the store. Refused
 * is what a blocking expectation does not let through; then nothing is put into the store.
 */
export async function readContent(
  bench: Bench,
  request: { declaration: Declaration; sources: readonly SourceFile[]; artifacts: ArtifactStore },
  progress: Progress,
): Promise<ReadContent> {
  const { tables, folder } = bench
  const { declaration, artifacts } = request
  const sources = await stageSources(bench, declaration, request.sources)
  progress('read', { files: sources.length, rows: sources.reduce((sum, { rowCount }) => sum + rowCount, 0) })
  const results = await checkExpectations(bench, declaration, sources)
  progress('checked', { failed: results.filter(({ passed }) => !passed).map((r) => r.expectation.name) })
  const refusedBy = results.find(({ passed, expectation }) => !passed && expectation.blocking)
  if (refusedBy) return { kind: 'refused', results, refusedBy }

  const cleanPath = join(folder, 'clean.parquet')
  const rowCount = await writeClean(bench, declaration, cleanPath)
  if (rowCount === 0) throw nothingLeft(results)
  const quarantined = await writeQuarantine(tables, declaration, sources, join(folder, 'quarantine.parquet'))
  const sliced = await digestSlices(tables, declaration, folder)
  const columns = await profileColumns(tables, declaration.columns)
  progress('profiled', { rows: rowCount, partitions: sliced.partitions.length })

  const file = await putFile(artifacts, cleanPath, rowCount)
  const slices = await putFile(artifacts, sliced.slicesPath, sliced.sliceCount)
  const quarantine =
    quarantined.rowCount === 0 ? null : await putFile(artifacts, quarantined.path, quarantined.rowCount)
  progress('stored', { bytes: file.size })
  return {
    kind: 'content',
    content: {
      contentDigest: digestOf(
        JSON.stringify([
          declaration.columns.map(({ name, type, nullable }) => [name, type, nullable]),
          declaration.partitionedBy,
          sliced.rowsDigest,
          quarantined.digest,
        ]),
      ),
      rowCount,
      quarantinedRowCount: quarantined.rowCount,
      quarantinedByReason: results
        .filter(({ expectation, failedRowCount }) => expectation.level === 'ROW' && failedRowCount > 0)
        .map((result) => ({ expectation: result.expectation.name, rowCount: result.failedRowCount })),
      firstDay: sliced.firstDay,
      lastDay: sliced.lastDay,
      files: [file],
      quarantine,
      slices,
      sources,
      columns,
      expectationResults: results,
      partitions: sliced.partitions,
    },
  }
}

async function writeClean(
  { tables, signal }: Bench,
  declaration: Declaration,
  path: string,
): Promise<number> {
  const columns = declaration.columns.map(({ name }) => identifier(name)).join(', ')
  const order = [
    ...declaration.partitionedBy,
    declaration.dayColumn ?? [],
    declaration.timeColumn ?? [],
  ].flat()
  const orderBy = [...order.map((name) => `${identifier(name)} NULLS FIRST`), '__row'].join(', ')
  const rowCount = await tables.run(
    `COPY (SELECT ${columns} FROM (
       SELECT * FROM staged WHERE __row NOT IN (SELECT __row FROM broken) ORDER BY ${orderBy}
     )) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)`,
    [],
    { signal },
  )
  await tables.run(`CREATE VIEW clean AS SELECT * FROM read_parquet(${literal(path)})`)
  return rowCount
}

async function writeQuarantine(
  tables: Tables,
  declaration: Declaration,
  sources: readonly DatasetSource[],
  path: string,
): Promise<{ path: string; rowCount: number; digest: string }> {
  const columns = declaration.columns.map(({ name }) => identifier(name)).join(', ')
  const reasons = literal(declaration.expectations.map(({ name }) => name))
  const files = literal(sources.map(({ name }) => name))
  await tables.run(
    `CREATE VIEW quarantine AS SELECT ${columns}, (${reasons}::VARCHAR[])[reason + 1] AS quarantine_reason,
       (${files})[(__row >> 40) + 1] AS source_file, (__row & 1099511627775) + 1 AS source_row, __row
     FROM staged JOIN broken USING (__row)`,
  )
  const rowCount = await tables.copyToParquet('SELECT * EXCLUDE (__row) FROM quarantine ORDER BY __row', path)
  const digest = await digestRows(tables, declaration, {
    relation: 'quarantine',
    more: ['quarantine_reason'],
  })
  return { path, rowCount, digest }
}

async function putFile(artifacts: ArtifactStore, path: string, rowCount: number): Promise<DatasetFile> {
  return { ...(await artifacts.putFile(path)), rowCount }
}

function nothingLeft(results: readonly ExpectationResult[]): DomainError {
  const reasons = results.filter(({ failedRowCount }) => failedRowCount > 0)
  return new DomainError('INVALID_ARGUMENT', 'no row meets the expectations', {
    field: 'source',
    value: reasons
      .map(({ expectation, failedRowCount }) => `${expectation.name}: ${failedRowCount}`)
      .join(', '),
    expected: 'at least one row that meets every expectation',
  })
}
