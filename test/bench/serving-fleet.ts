import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ManifestDraft, serializeManifest } from '@headway/artifacts/manifest'
import type { ArtifactStore } from '@headway/artifacts/store'
import { openArtifactStore } from '@headway/artifacts/store'
import { findNatsServer } from '@headway/embedded/find-nats-server'
import { startNats } from '@headway/embedded/nats'
import { startPostgres } from '@headway/embedded/postgres'
import { aliasMoved } from '@headway/events/registry'
import { rolloutCompleted } from '@headway/events/serving'
import { withMetadata } from '@headway/onnx/model'
import { withDatabase } from '@headway/testkit/admin-query'
import { repositoryRoot } from '@headway/testkit/repository-root'
import { type SpawnedService, spawnService } from '@headway/testkit/spawn-service'
import { getTemplateDatabase } from '@headway/testkit/template-database'
import { openTestEvents } from '@headway/testkit/test-events'
import { testFolder } from '@headway/testkit/test-folder'
import { type BenchModel, featureNames, outputNames } from './bench-fleet.ts'

const cacheDir = fileURLToPath(new URL('../../.headway/cache', import.meta.url))

/** A version as serving is told of it. */
export type ServedVersion = { versionId: string; manifestDigest: string }

/** Serving alone, with one endpoint, in a process of its own. */
export type BenchServing = {
  service: SpawnedService
  store: ArtifactStore
  /** Moves the alias to a version and waits until the endpoint answers from it; milliseconds that took. */
  rollOut: (version: ServedVersion) => Promise<number>
} & AsyncDisposable

export const benchEndpoint = 'city'

export async function openBenchServing(settings: Record<string, string>): Promise<BenchServing> {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(await testFolder('bench-serving'))
  const postgres = opened.use(await startPostgres({ dataDir: join(folder.path, 'postgres'), durable: false }))
  const program = await findNatsServer({ cacheDir, log: console.log })
  const nats = opened.use(await startNats({ program, dataDir: join(folder.path, 'nats') }))
  const migrations = new URL('services/serving/src/store/migrations/', repositoryRoot)
  const name = await getTemplateDatabase(postgres.url, 'serving', migrations)
  const database = {
    url: withDatabase(postgres.url, name),
    schema: 'serving',
    [Symbol.asyncDispose]: async () => {},
  }
  const service = opened.use(await spawnService('serving', { settings, nats, database }))
  const events = opened.use(await openTestEvents(service.nats.url))
  const store = opened.use(await openArtifactStore(service.artifacts.path))
  await service.data(
    'mutation ($name: String!) { createEndpoint(input: { name: $name, model: $name }) { name } }',
    {
      name: benchEndpoint,
    },
  )
  let revision = 0
  const kept = opened.move()
  return {
    service,
    store,
    rollOut: async ({ versionId, manifestDigest }) => {
      revision++
      const began = performance.now()
      await events.publish(aliasMoved, {
        model: benchEndpoint,
        alias: 'champion',
        versionId,
        previousVersionId: null,
        revision,
        manifestDigest,
        movedBy: 'bench',
        movedAt: new Date().toISOString(),
        reason: 'bench',
        run: null,
      })
      await events.next(rolloutCompleted, (data) => data.revision === revision, { timeoutMs: 600_000 })
      return performance.now() - began
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** The same models as other artifacts. */
export function otherArtifacts(fleet: readonly BenchModel[], round: string): BenchModel[] {
  return fleet.map(({ key, bytes }) => ({ key, bytes: withMetadata(bytes, 'bench.round', round) }))
}

export type Partitions = ManifestDraft['partitions']

export async function storeVersion(
  store: ArtifactStore,
  number: number,
  partitions: Partitions,
): Promise<ServedVersion> {
  const versionId = `${benchEndpoint}/${number}`
  const draft: ManifestDraft = {
    format: 'headway.manifest/1',
    model: benchEndpoint,
    parent: null,
    complete: true,
    version: versionId,
    partitions,
    modelDefinition: {
      partitionedBy: ['route', 'direction', 'stop'],
      signature: {
        inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, featureNames.length] }],
        features: featureNames,
        outputs: outputNames.map((name) => ({ name, datatype: 'FP32', shape: [-1] })),
      },
      baseline: [],
    },
  }
  const { digest } = await store.put(serializeManifest(draft))
  return { versionId, manifestDigest: digest }
}
