import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from './repository-root.ts'
import type { TestDatabase } from './test-database.ts'
import { testDatabase } from './test-database.ts'
import type { TestFolder } from './test-folder.ts'
import { testFolder } from './test-folder.ts'
import { type TestIdentity, testIdentity } from './test-identity.ts'
import { type TestNats, testNats } from './test-nats.ts'

/** What a service under test may share with others; what is not given is made for it alone. */
export type SharedSurroundings = {
  /** The service's folder, with a slash at its end, when it is not `services/<name>/`. */
  folder?: URL
  database?: TestDatabase
  nats?: Pick<TestNats, 'url'>
  artifacts?: Pick<TestFolder, 'path'>
  identity?: TestIdentity
  /** More settings, or others: environment names and values. */
  settings?: Record<string, string>
}

export type Surroundings = {
  folder: URL
  settings: Record<string, string>
  database: TestDatabase
  nats: Pick<TestNats, 'url'>
  artifacts: Pick<TestFolder, 'path'>
  identity: TestIdentity
} & AsyncDisposable

/** Everything a service needs around it, real and empty, and the settings that name it. */
export async function openSurroundings(service: string, shared: SharedSurroundings): Promise<Surroundings> {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(await testFolder(service))
  const serviceFolder = shared.folder ?? new URL(`services/${service}/`, repositoryRoot)
  const migrations = new URL('src/store/migrations/', serviceFolder)
  const nats = shared.nats ?? opened.use(await testNats())
  const database = shared.database ?? opened.use(await testDatabase(service, { migrations }))
  const artifacts = shared.artifacts ?? { path: join(folder.path, 'artifacts') }
  const identity = shared.identity ?? (await testIdentity(folder.path))
  for (const name of ['artifacts', 'cache', 'work']) await mkdir(join(folder.path, name), { recursive: true })
  const kept = opened.move()
  return {
    folder: serviceFolder,
    database,
    nats,
    artifacts,
    identity,
    settings: {
      HEADWAY_HOST: '127.0.0.1',
      HEADWAY_PORT: '0',
      HEADWAY_GRPC_PORT: '0',
      HEADWAY_LOG_LEVEL: 'warn',
      HEADWAY_NATS_URL: nats.url,
      HEADWAY_ARTIFACTS: artifacts.path,
      HEADWAY_DATABASE_URL: database.url,
      HEADWAY_DATABASE_SCHEMA: database.schema,
      HEADWAY_CACHE_DIR: join(folder.path, 'cache'),
      HEADWAY_WORK_DIR: join(folder.path, 'work'),
      HEADWAY_AUDIT_KEY: randomBytes(32).toString('base64url'),
      ...identity.settings,
      ...shared.settings,
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
