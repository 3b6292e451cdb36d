import { DomainError } from '@headway/kit/errors'
import type { ColumnProfile } from './column-profile.ts'
import type { ExpectationResult } from './expectation.ts'

export type DatasetFile = { digest: string; size: number; rowCount: number }

export type DatasetSource = { name: string; digest: string; size: number; rowCount: number }

export type DatasetVersion = {
  dataset: string
  number: number
  parentNumber: number | null
  contentDigest: string
  requestedBy: string
  createdAt: Date
  declarationRevision: number
  rowCount: number
  quarantinedRowCount: number
  quarantinedByReason: { expectation: string; rowCount: number }[]
  partitionCount: number
  firstDay: string | null
  lastDay: string | null
  files: DatasetFile[]
  quarantine: DatasetFile | null
  slices: DatasetFile
}

/** One partition of one version. */
export type DatasetPartition = {
  dataset: string
  number: number
  key: string
  rowCount: number
  dayCount: number | null
  firstDay: string | null
  lastDay: string | null
  digest: string
}

/** What reading and checking a source found: a version but for its name. */
export type DatasetContent = {
  contentDigest: string
  rowCount: number
  quarantinedRowCount: number
  quarantinedByReason: { expectation: string; rowCount: number }[]
  firstDay: string | null
  lastDay: string | null
  files: DatasetFile[]
  quarantine: DatasetFile | null
  slices: DatasetFile
  sources: DatasetSource[]
  columns: ColumnProfile[]
  expectationResults: ExpectationResult[]
  partitions: Omit<DatasetPartition, 'dataset' | 'number'>[]
}

export function versionId({ dataset, number }: { dataset: string; number: number }): string {
  return `${dataset}/${number}`
}

/** The dataset and number of a version id; undefined where the text is no such id. */
export function parseVersionId(id: string): { dataset: string; number: number } | undefined {
  const match = /^([a-z0-9][a-z0-9_-]{0,63})\/([1-9][0-9]{0,8})$/.exec(id)
  return match ? { dataset: match[1] as string, number: Number(match[2]) } : undefined
}

export function noSuchVersion(id: string): DomainError {
  return new DomainError('NOT_FOUND', `dataset version ${id} does not exist`, { field: 'id', value: id })
}
