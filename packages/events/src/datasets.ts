import { z } from 'zod'
import { defineEvent } from './define-event.ts'
import { count, datasetVersionId, digest } from './shapes.ts'

/** More files of a dataset version than these travel as an artifact. */
export const mostFilesInEvent = 1000

export const datasetVersionCreated = defineEvent(
  'datasets.dataset_version.created',
  'A dataset version exists: its content is fixed, profiled and checked.',
  z.object({
    datasetVersionId,
    dataset: z.string(),
    number: z.number().int().positive(),
    parent: datasetVersionId.nullable(),
    contentDigest: digest,
    rowCount: count,
    quarantinedRowCount: count,
    partitionCount: count,
    requestedBy: z.string(),
    files: z
      .array(digest)
      .max(mostFilesInEvent)
      .nullish()
      .describe('the Parquet files of the clean table; null where they are too many, see filesDigest'),
    filesDigest: digest
      .nullish()
      .describe('where there are more files than `files` holds: a JSON array of their digests'),
  }),
)

export const expectationFailed = defineEvent(
  'datasets.expectation.failed',
  'An expectation did not hold. `blocking` means that no version was made.',
  z.object({
    dataset: z.string(),
    datasetVersionId: datasetVersionId.nullable(),
    expectation: z.string(),
    description: z.string(),
    failedRowCount: count,
    blocking: z.boolean(),
  }),
)

export const datasetsEvents = [datasetVersionCreated, expectationFailed]
