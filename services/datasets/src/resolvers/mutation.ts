import { DomainError } from '@headway/kit/errors'
import { registerDataset } from '../commands/register-dataset.ts'
import { registerDatasetVersion } from '../commands/register-dataset-version.ts'
import { reviseDataset } from '../commands/revise-dataset.ts'
import type { DatasetSourceInput, MutationResolvers } from '../generated/graphql.ts'
import { readDeclaration } from './read-declaration.ts'

export const Mutation: MutationResolvers = {
  registerDataset: (_, { input }, context) => registerDataset(context, readDeclaration(input)),
  reviseDataset: (_, { input }, context) => reviseDataset(context, readDeclaration(input)),
  registerDatasetVersion: (_, { input }, context) =>
    registerDatasetVersion(context, {
      dataset: input.dataset,
      source: readSource(input.source),
      idempotencyKey: input.idempotencyKey ?? null,
    }),
}

function readSource({ artifacts, folder, include }: DatasetSourceInput) {
  if (artifacts && folder == null && include == null) return { artifacts }
  if (folder != null && !artifacts) return { folder, include: include ?? null }
  throw new DomainError('INVALID_ARGUMENT', 'the source is either artifacts or a folder', {
    field: 'source',
    value: { artifacts, folder, include },
    expected: 'artifacts, or folder with or without include',
  })
}
