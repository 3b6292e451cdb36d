import { createHash } from 'node:crypto'
import type { GraphqlClient } from '@headway/client/graphql-client'
import type { CanonicalDay } from './read-archive-days.ts'

export type RegisteredVersion = { id: string; files: string[] }

/** What a version of these days is known by. */
export function versionKey(days: readonly CanonicalDay[]): string {
  return createHash('sha256')
    .update(days.map(({ date, digest }) => `${date} ${digest}\n`).join(''))
    .digest('hex')
}

/** Registers all days as a version of the dataset; the same days again are the same version. */
export async function registerVersion(
  operator: GraphqlClient,
  dataset: string,
  days: readonly CanonicalDay[],
): Promise<RegisteredVersion> {
  const { registerDatasetVersion: version } = await operator.request<{
    registerDatasetVersion: { id: string; files: { digest: string }[] }
  }>(
    `mutation ($input: RegisterDatasetVersionInput!) {
      registerDatasetVersion(input: $input) { id files { digest } }
    }`,
    {
      input: {
        dataset,
        source: { artifacts: days.map(({ digest }) => digest) },
        idempotencyKey: `days-${versionKey(days)}`,
      },
    },
  )
  return { id: version.id, files: version.files.map(({ digest }) => digest) }
}
