import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import type { KnownDataset } from '../store/known-datasets.ts'
import { readStrings } from './read-lists.ts'

/** The digests of the files of a dataset version, as events told them; FAILED_PRECONDITION when they never did. */
export async function filesOf(
  { artifacts }: Context,
  dataset: KnownDataset,
  field: string,
): Promise<string[]> {
  if (dataset.files !== null) return dataset.files
  if (dataset.filesDigest !== null) return readStrings(await artifacts.get(dataset.filesDigest), field)
  throw new DomainError('FAILED_PRECONDITION', `the files of ${dataset.versionId} were never told`, {
    field,
    value: dataset.versionId,
    expected: 'a version that was registered after its files came to be told; register the next one',
  })
}
