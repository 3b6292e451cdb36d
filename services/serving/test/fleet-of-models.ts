import { randomUUID } from 'node:crypto'
import { type ManifestDraft, serializeManifest } from '@headway/artifacts/manifest'
import { writePack } from '@headway/artifacts/pack'
import { canonicalKey } from '@headway/artifacts/partition-key'
import type { ArtifactStore } from '@headway/artifacts/store'
import { aliasMoved } from '@headway/events/registry'
import { evaluateRegressor } from '@headway/onnx/evaluate-regressor'
import { withProbe } from '@headway/onnx/probe'
import { regressorModel } from '@headway/onnx/regressor'
import type { RegressorSpec } from '@headway/onnx/regressor-spec'
import type { TestEvents } from '@headway/testkit/test-events'

export const featureNames = ['speed', 'gap']
export const outputNames = ['p50', 'rider']

/** A model that answers p50 = `constant` + speed + 2 gap, rider = p50 - 1. */
export function modelOf(constant: number): RegressorSpec {
  return {
    featureNames,
    linear: Float32Array.of(1, 2),
    constant,
    trees: [],
    outputs: outputNames,
    offsets: { feature: 0, thresholds: [], values: [[0, -1]] },
  }
}

/** Its ONNX file, with probe rows as training records them; `wrongBy` makes the recorded answers other ones. */
export function onnxOf(constant: number, { wrongBy = 0 } = {}): Uint8Array {
  const spec = modelOf(constant)
  const features = Float32Array.of(1, 2, 3, 4)
  const answers = evaluateRegressor(spec, features, 2)
  const outputs = Object.fromEntries(
    Object.entries(answers).map(([name, values]) => [name, values.map((value) => value + wrongBy)]),
  )
  return withProbe(regressorModel(spec), { rows: 2, inputs: { features }, outputs, tolerance: 1e-4 })
}

export type Version = { versionId: string; manifestDigest: string }

/** Writes a version as the registry does: a pack and a full manifest; models by partition key. */
export async function writeVersion(
  store: ArtifactStore,
  versionId: string,
  models: readonly { key: string[]; bytes: Uint8Array; sha256?: string }[],
  change: Partial<ManifestDraft> = {},
): Promise<Version> {
  const pack = await writePack(
    store,
    models.map(({ key, bytes }) => ({ name: canonicalKey(key), bytes })),
  )
  const [model = ''] = versionId.split('/')
  const manifest = serializeManifest({
    format: 'headway.manifest/1',
    model,
    parent: null,
    complete: true,
    version: versionId,
    partitions: models.map(({ key, sha256 }, index) => {
      const { offset = 0, length = 0, sha256: actual = '' } = pack.members[index] ?? {}
      return { key, pack: pack.digest, offset, length, sha256: sha256 ?? actual }
    }),
    modelDefinition: {
      partitionedBy: ['route', 'stop'],
      signature: {
        inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 2] }],
        features: featureNames,
        outputs: outputNames.map((name) => ({ name, datatype: 'FP32', shape: [-1] })),
      },
      baseline: [{ output: 'p50', constant: 5, terms: [{ feature: 'speed', weight: 10 }] }],
    },
    ...change,
  })
  const { digest } = await store.put(manifest)
  return { versionId, manifestDigest: digest }
}

/** Moves an alias as the registry tells it. */
export async function moveAlias(
  events: TestEvents,
  alias: string,
  { versionId, manifestDigest }: Version,
  revision: number,
): Promise<void> {
  const [model = ''] = versionId.split('/')
  await events.publish(aliasMoved, {
    model,
    alias,
    versionId,
    previousVersionId: null,
    revision,
    manifestDigest,
    movedBy: 'test-operator',
    movedAt: new Date().toISOString(),
    reason: `test ${randomUUID()}`,
    run: null,
  })
}

/** A version of model `eta` with three models: R1/S1 answers from `constant`, R1/S2 100 above, R1/* 200 above. */
export function threeModels(store: ArtifactStore, versionId: string, constant: number): Promise<Version> {
  return writeVersion(store, versionId, [
    { key: ['R1', 'S1'], bytes: onnxOf(constant) },
    { key: ['R1', 'S2'], bytes: onnxOf(constant + 100) },
    { key: ['R1', '*'], bytes: onnxOf(constant + 200) },
  ])
}
