import { randomUUID } from 'node:crypto'
import { type ManifestDraft, serializeManifest } from '@headway/artifacts/manifest'
import { writePack } from '@headway/artifacts/pack'
import { canonicalKey } from '@headway/artifacts/partition-key'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import { versionProposed } from '@headway/events/pipelines'
import { regressorModel } from '@headway/onnx/regressor'
import { startService, type TestService } from '@headway/testkit/start-service'
import { openTestEvents, type TestEvents } from '@headway/testkit/test-events'
import { until } from '@headway/testkit/until'

/** A running registry with the store and the bus beside it. */
export type Fleet = AsyncDisposable & { service: TestService; artifacts: ArtifactStore; events: TestEvents }

export async function openFleet(): Promise<Fleet> {
  await using opened = new AsyncDisposableStack()
  const service = opened.use(await startService('registry'))
  // Ready with nothing degraded: the service is on the bus and has made the streams.
  await until(async () => (await (await fetch(`${service.url}/readyz`)).text()).includes('"ready"'))
  const artifacts = opened.use(await openArtifactStore(service.artifacts.path))
  const events = opened.use(await openTestEvents(service.nats.url))
  const kept = opened.move()
  return { service, artifacts, events, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

export const definition = {
  owner: 'transit',
  description: 'when each bus leaves each stop',
  partitionedBy: ['route_id', 'stop_id'],
  signature: {
    inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 2] }],
    features: ['propagated_s', 'hour'],
    outputs: [{ name: 'p50', datatype: 'FP32', shape: [-1] }],
  },
  primaryMetric: { name: 'mae', direction: 'MINIMIZE' },
  baseline: [{ output: 'p50', constant: 0, terms: [{ feature: 'propagated_s', weight: 1 }] }],
}

export async function registerModel(
  { service }: Fleet,
  name: string,
  change: Record<string, unknown> = {},
): Promise<void> {
  await service.data(
    'mutation ($input: RegisterModelInput!) { registerModel(input: $input) { name } }',
    { input: { name, ...definition, ...change } },
    { as: 'operator' },
  )
}

/** An artifact that answers p50 = propagated_s + constant. */
export function onnxOf(constant: number, featureNames: string[] = definition.signature.features): Uint8Array {
  return regressorModel({
    featureNames,
    linear: Float32Array.from(featureNames, (_, index) => (index === 0 ? 1 : 0)),
    constant,
    trees: [],
    outputs: ['p50'],
    offsets: null,
  })
}

export type Entry = {
  key: string[]
  constant: number
  mae?: number
  verdict?: 'BETTER' | 'NON_INFERIOR' | 'WORSE' | 'TOO_LITTLE_DATA'
  reason?: string
}

/** Stores artifacts as a pack, and the manifest that proposes them; returns its digest. */
export async function writeManifest(
  { artifacts }: Pick<Fleet, 'artifacts'>,
  model: string,
  parent: string | null,
  entries: Entry[],
  change: Partial<ManifestDraft> = {},
): Promise<string> {
  const draft = await draftManifest({ artifacts }, model, parent, entries)
  const { digest } = await artifacts.put(serializeManifest({ ...draft, ...change }))
  return digest
}

export async function draftManifest(
  { artifacts }: Pick<Fleet, 'artifacts'>,
  model: string,
  parent: string | null,
  entries: Entry[],
): Promise<ManifestDraft> {
  const members = entries.map(({ key, constant }) => ({ name: canonicalKey(key), bytes: onnxOf(constant) }))
  const pack = await writePack(artifacts, members)
  return {
    format: 'headway.manifest/1',
    model,
    parent,
    partitions: entries.map(({ key, mae, verdict, reason }, index) => ({
      key,
      pack: pack.digest,
      offset: pack.members[index]?.offset ?? 0,
      length: pack.members[index]?.length ?? 0,
      sha256: pack.members[index]?.sha256 ?? '',
      metrics: mae === undefined ? {} : { mae, n: 100 },
      verdict: verdict ?? 'BETTER',
      reason: reason ?? null,
      trainedRows: 1000,
      run: null,
    })),
  }
}

export async function createVersion(
  fleet: Fleet,
  model: string,
  parent: string | null,
  entries: Entry[],
  change: Partial<ManifestDraft> = {},
): Promise<string> {
  const manifestDigest = await writeManifest(fleet, model, parent, entries, change)
  const input = { model, parent, manifestDigest, idempotencyKey: randomUUID() }
  const { createModelVersion } = await fleet.service.data<{ createModelVersion: { id: string } }>(
    'mutation ($input: CreateModelVersionInput!) { createModelVersion(input: $input) { id } }',
    { input },
    { as: 'operator' },
  )
  return createModelVersion.id
}

export async function approveVersion({ service }: Fleet, id: string): Promise<void> {
  await service.data(
    'mutation ($id: ID!) { approveModelVersion(id: $id, reason: "looks right") { id } }',
    { id },
    { as: 'approver' },
  )
}

export async function moveAlias(
  { service }: Fleet,
  model: string,
  alias: string,
  version: string,
  expectedRevision: number | null = null,
) {
  return service.graphql<{ moveAlias: { revision: number } }>(
    `mutation ($model: String!, $alias: String!, $version: ID!, $expectedRevision: Int) {
      moveAlias(model: $model, alias: $alias, version: $version, expectedRevision: $expectedRevision,
        reason: "by hand") { revision }
    }`,
    { model, alias, version, expectedRevision },
    { as: 'approver' },
  )
}

/** Makes a version, has it approved and makes it the champion. */
export async function promoteVersion(
  fleet: Fleet,
  model: string,
  parent: string | null,
  entries: Entry[],
): Promise<string> {
  const id = await createVersion(fleet, model, parent, entries)
  await approveVersion(fleet, id)
  await moveAlias(fleet, model, 'champion', id)
  return id
}

export const passedGate = {
  better: 1,
  nonInferior: 0,
  worse: 0,
  tooLittleData: 0,
  fleetPassed: true,
  verdictsDigest: 'f'.repeat(64),
}

export function runFacts(run: string) {
  return { run, pipeline: 'departures', pipelineVersion: 1, requestedBy: 'test-operator' }
}

/** Publishes a proposal as the pipelines service does; returns its run. */
export async function proposeVersion(
  { events }: Pick<Fleet, 'events'>,
  proposal: { model: string; parent: string | null; manifestDigest: string; run?: string } & Record<
    string,
    unknown
  >,
): Promise<string> {
  const run = proposal.run ?? randomUUID()
  await events.publish(versionProposed, {
    ...runFacts(run),
    changedCount: 1,
    datasetVersions: ['stop_visits/3'],
    environmentDigest: null,
    code: 'a'.repeat(64),
    gate: passedGate,
    metrics: {},
    ...proposal,
  })
  return run
}
