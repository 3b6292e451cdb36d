import { digestOf } from '@headway/artifacts/digest'
import { datasetVersionCreated, expectationFailed, mostFilesInEvent } from '@headway/events/datasets'
import { DomainError } from '@headway/kit/errors'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import { type ReadContent, readContent } from '../adapters/read-content.ts'
import { findSources, type SourceRequest } from '../adapters/source-files.ts'
import type { Context } from '../context.ts'
import type { Dataset } from '../domain/dataset.ts'
import { type DatasetContent, type DatasetVersion, versionId } from '../domain/dataset-version.ts'
import type { ExpectationResult } from '../domain/expectation.ts'
import type { Database } from '../store/database.ts'
import {
  findVersionByContent,
  findVersionBySource,
  insertVersion,
  loadLatestVersions,
} from '../store/dataset-versions.ts'
import { lockDataset } from '../store/datasets.ts'
import { insertPartitions } from '../store/partitions.ts'
import { insertDetails } from '../store/version-details.ts'

/** Written with the version, or with the discovery that it exists, in one transaction. */
type Finish = (tx: Transaction<Database>, number: number) => Promise<void>

/** Reads and checks the source and records the version; content that is a version already answers with that one. */
export async function makeVersion(
  context: Context,
  dataset: Dataset,
  request: SourceRequest,
  finish: Finish = async () => {},
): Promise<DatasetVersion> {
  const { artifacts, db, log, settings, workshop } = context
  const sources = await findSources(request, { artifacts, folders: settings.HEADWAY_DATASET_FOLDERS })
  const sourceDigest = digestOf(JSON.stringify([dataset.revision, sources.map(({ digest }) => digest)]))
  const known = await findVersionBySource(db, dataset.name, sourceDigest)
  if (known) return settle(context, known, finish)

  const started = performance.now()
  const read = await workshop.use((bench) =>
    readContent(bench, { declaration: dataset, sources, artifacts }, (stage, facts) => {
      const seconds = Math.round((performance.now() - started) / 10) / 100
      log.info({ dataset: dataset.name, stage, seconds, ...facts }, 'dataset version under way')
    }),
  )
  if (read.kind === 'refused') throw await refuse(context, dataset, read)
  return recordVersion(context, dataset, { content: read.content, sourceDigest, finish })
}

async function recordVersion(
  { artifacts, db, actor, now }: Context,
  dataset: Dataset,
  { content, sourceDigest, finish }: { content: DatasetContent; sourceDigest: string; finish: Finish },
): Promise<DatasetVersion> {
  const files = await filesOf(artifacts, content)
  return await db.transaction().execute(async (tx) => {
    await lockDataset(tx, dataset.name)
    const equal = await findVersionByContent(tx, dataset.name, content.contentDigest)
    if (equal) {
      await finish(tx, equal.number)
      return equal
    }
    const [parent] = await loadLatestVersions(tx, [dataset.name])
    const version: DatasetVersion = {
      dataset: dataset.name,
      number: (parent?.number ?? 0) + 1,
      parentNumber: parent?.number ?? null,
      contentDigest: content.contentDigest,
      requestedBy: actor.id,
      createdAt: now(),
      declarationRevision: dataset.revision,
      rowCount: content.rowCount,
      quarantinedRowCount: content.quarantinedRowCount,
      quarantinedByReason: content.quarantinedByReason,
      partitionCount: content.partitions.length,
      firstDay: content.firstDay,
      lastDay: content.lastDay,
      files: content.files,
      quarantine: content.quarantine,
      slices: content.slices,
    }
    await insertVersion(tx, version, sourceDigest)
    await insertDetails(tx, version, content)
    await insertPartitions(tx, version, content.partitions)
    await finish(tx, version.number)
    await emit(
      tx,
      datasetVersionCreated,
      {
        datasetVersionId: versionId(version),
        dataset: version.dataset,
        number: version.number,
        parent: parent ? versionId(parent) : null,
        contentDigest: version.contentDigest,
        rowCount: version.rowCount,
        quarantinedRowCount: version.quarantinedRowCount,
        partitionCount: version.partitionCount,
        requestedBy: version.requestedBy,
        ...files,
      },
      { aggregate: dataset.name },
    )
    await emitFailures(tx, dataset.name, content.expectationResults, versionId(version))
    return version
  })
}

/** The files as the event tells them: a list that a message has no room for is an artifact. */
async function filesOf(artifacts: Context['artifacts'], { files }: DatasetContent) {
  const digests = files.map(({ digest }) => digest)
  if (digests.length <= mostFilesInEvent) return { files: digests, filesDigest: null }
  const { digest } = await artifacts.put(Buffer.from(JSON.stringify(digests)))
  return { files: null, filesDigest: digest }
}

async function settle({ db }: Context, version: DatasetVersion, finish: Finish): Promise<DatasetVersion> {
  await db.transaction().execute((tx) => finish(tx, version.number))
  return version
}

/** Tells of the failed expectations, and gives the error for the caller. */
async function refuse(
  { db }: Context,
  dataset: Dataset,
  { results, refusedBy }: Extract<ReadContent, { kind: 'refused' }>,
): Promise<DomainError> {
  await db.transaction().execute((tx) => emitFailures(tx, dataset.name, results, null))
  const { expectation, failedRowCount, checkedRowCount, observed, examples } = refusedBy
  return new DomainError('FAILED_PRECONDITION', `the expectation ${expectation.name} does not hold`, {
    field: expectation.name,
    value: observed,
    expected: expectation.description || JSON.stringify(expectation.rule),
    details: { failedRowCount, checkedRowCount, examples },
  })
}

async function emitFailures(
  tx: Transaction<Database>,
  dataset: string,
  results: readonly ExpectationResult[],
  datasetVersionId: string | null,
): Promise<void> {
  for (const { expectation, failedRowCount } of results.filter(({ passed }) => !passed)) {
    await emit(
      tx,
      expectationFailed,
      {
        dataset,
        datasetVersionId,
        expectation: expectation.name,
        description: expectation.description,
        failedRowCount,
        blocking: expectation.blocking,
      },
      { aggregate: dataset },
    )
  }
}
