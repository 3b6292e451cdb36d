import { type ManifestDraft, serializeManifest } from '@headway/artifacts/manifest'
import { writePack } from '@headway/artifacts/pack'
import type { ArtifactStore } from '@headway/artifacts/store'
import { evaluateRegressor } from '@headway/onnx/evaluate-regressor'
import { withProbe } from '@headway/onnx/probe'
import { randomRegressor, seededRandom } from '@headway/onnx/random-regressor'
import { regressorModel } from '@headway/onnx/regressor'

export const featureNames = Array.from({ length: 30 }, (_, index) => `f${index}`)
export const outputNames = ['p10', 'p50', 'p90', 'rider']

/** Models of the size of the reference app's: 50 trees of depth 3 over 30 features, with probe rows. */
export type BenchModel = { key: string[]; bytes: Uint8Array }

export function makeFleet(count: number): BenchModel[] {
  const random = seededRandom(1)
  return Array.from({ length: count }, (_, index) => {
    const spec = randomRegressor(random, { features: featureNames.length })
    const features = Float32Array.from({ length: 4 * featureNames.length }, () => random() * 2 - 1)
    const outputs = evaluateRegressor(spec, features, 4)
    const probe = { rows: 4, inputs: { features }, outputs, tolerance: 1e-4 }
    return { key: [`R${index % 40}`, '0', `S${index}`], bytes: withProbe(regressorModel(spec), probe) }
  })
}

/** Writes the models as one pack and tells where each is, with a metric as a training run would. */
export async function storeFleet(
  store: ArtifactStore,
  fleet: readonly BenchModel[],
): Promise<ManifestDraft['partitions']> {
  const members = fleet.map(({ key, bytes }) => ({ name: key.join('/'), bytes }))
  const pack = await writePack(store, members)
  return pack.members.map(({ offset, length, sha256 }, index) => ({
    key: fleet[index]?.key ?? [],
    pack: pack.digest,
    offset,
    length,
    sha256,
    metrics: { mae: 20 + (index % 30), n: 800 + index },
    verdict: 'BETTER' as const,
    trainedRows: 4000 + index,
  }))
}

/** The digest of a manifest of these partitions; `round` makes it another one each time. */
export async function storeManifest(
  store: ArtifactStore,
  model: string,
  partitions: ManifestDraft['partitions'],
  round: number,
  parent: string | null = null,
): Promise<string> {
  const metrics = { mae: 30 + round }
  const draft: ManifestDraft = { format: 'headway.manifest/1', model, parent, partitions, metrics }
  const { digest } = await store.put(serializeManifest(draft))
  return digest
}
