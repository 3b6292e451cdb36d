import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import type { SharedSurroundings } from '@headway/testkit/service-surroundings'
import { startService, type TestService } from '@headway/testkit/start-service'
import { type TestFolder, testFolder } from '@headway/testkit/test-folder'

export type OpenDatasets = AsyncDisposable & {
  service: TestService
  store: ArtifactStore
  /** A folder the service may read. */
  folder: string
  /** A folder it may not. */
  elsewhere: string
}

/** The datasets service with a folder of its own to read, and the store it shares with others. */
export async function openDatasets(shared: SharedSurroundings = {}): Promise<OpenDatasets> {
  await using opened = new AsyncDisposableStack()
  const parent: TestFolder = opened.use(await testFolder('sources'))
  const [folder, elsewhere] = [join(parent.path, 'allowed'), join(parent.path, 'elsewhere')]
  await mkdir(folder)
  await mkdir(elsewhere)
  const settings = { HEADWAY_DATASET_FOLDERS: folder, HEADWAY_DUCKDB_MEMORY: '512MB', ...shared.settings }
  const service = opened.use(await startService('datasets', { ...shared, settings }))
  const store = opened.use(await openArtifactStore(service.artifacts.path))
  const kept = opened.move()
  return { service, store, folder, elsewhere, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

export const registerDataset = /* GraphQL */ `
  mutation ($input: RegisterDatasetInput!) { registerDataset(input: $input) { name revision } }
`

export const registerVersion = /* GraphQL */ `
  mutation ($input: RegisterDatasetVersionInput!) {
    registerDatasetVersion(input: $input) {
      id number contentDigest rowCount quarantinedRowCount partitionCount firstDay lastDay
      quarantinedByReason { expectation rowCount }
      files { digest rowCount }
      quarantine { digest rowCount }
      slices { digest }
    }
  }
`

export type RegisteredVersion = {
  id: string
  number: number
  contentDigest: string
  rowCount: number
  quarantinedRowCount: number
  partitionCount: number
  firstDay: string
  lastDay: string
  quarantinedByReason: { expectation: string; rowCount: number }[]
  files: { digest: string; rowCount: number }[]
  quarantine: { digest: string; rowCount: number } | null
  slices: { digest: string }
}

export async function register(
  { service }: OpenDatasets,
  source: object,
  more: object = {},
): Promise<RegisteredVersion> {
  const { registerDatasetVersion } = await service.data<{ registerDatasetVersion: RegisteredVersion }>(
    registerVersion,
    { input: { dataset: 'stop_visits', source, ...more } },
    { as: 'operator' },
  )
  return registerDatasetVersion
}
