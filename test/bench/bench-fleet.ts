import { type ManifestDraft, serializeManifest } from '@headway/artifacts/manifest'
import { writePack } from '@headway/artifacts/pack'
import type { ArtifactStore } from '@headway/artifacts/store'
import { compileModel } from '@headway/onnx/compiled/compile'
import { Runner } from '@headway/onnx/compiled/run'
import { withProbe } from '@headway/onnx/probe'
import { randomRegressor, seededRandom } from '@headway/onnx/random-regressor'
import { regressorModel } from '@headway/onnx/regressor'

export const featureNames = Array.from({ length: 30 }, (_, index) => `f${index}`)
export const outputNames = ['p10', 'p50', 'p90', 'rider']

/** How the models of the bench take rows. */
export const benchFace = {
  inputs: [{ name: 'features', columns: featureNames.length }],
  outputs: outputNames,
}

/** Models of the size of the reference app's: 50 trees of depth 3 over 30 features, with probe rows. */
export type BenchModel = { key: string[]; bytes: Uint8Array }

export function makeFleet(count: number): BenchModel[] {
  const random = seededRandom(1)
  return Array.from({ length: count }, (_, index) => {
    const spec = randomRegressor(random, { features: featureNames.length })
    const features = Float32Array.from({ length: 4 * featureNames.length }, () => random() * 2 - 1)
    const bytes = regressorModel(spec)
    const probe = { rows: 4, inputs: { features }, outputs: answersOf(bytes, features, 4), tolerance: 1e-4 }
    return { key: [`R${index % 40}`, '0', `S${index}`], bytes: withProbe(bytes, probe) }
  })
}

/** What ONNX Runtime answers: the compiled engine answers the same to the last bit and takes a hundredth of the time. */
function answersOf(bytes: Uint8Array, features: Float32Array, rows: number): Record<string, Float32Array> {
  const compiled = compileModel(bytes, benchFace)
  if ('reason' in compiled) throw new Error(compiled.reason)
  const memory = new SharedArrayBuffer(compiled.program.byteLength)
  new Uint8Array(memory).set(compiled.program)
  const runner = new Runner()
  runner.setSegment(0, memory)
  const outputs = outputNames.map(() => new Float32Array(rows))
  runner.run(0, features, 0, rows, outputs, 0)
  return Object.fromEntries(outputNames.map((name, index) => [name, outputs[index] as Float32Array]))
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
