import { parseManifest } from '@headway/artifacts/manifest'
import { type PackSlot, readPackMember } from '@headway/artifacts/pack'
import { canonicalKey, fallbackKeys } from '@headway/artifacts/partition-key'
import type { ArtifactStore } from '@headway/artifacts/store'
import { type OnnxSession, openSession } from '@headway/onnx/session'
import { featureCount } from '../src/features/feature-list.ts'
import type { Answers } from '../src/scoring/score-part.ts'
import type { Yields } from '../src/steps/run-locally.ts'

/** The models of some versions, the later before the earlier. */
export type Fleet = AsyncDisposable & {
  /** Answers for row-major features of one partition (canonical key). */
  predict: (key: string, features: Float32Array) => Promise<Answers>
}

/** The digest of what a run proposed. */
export function championOf(yields: Yields): string {
  const digest = yields.get('propose')?.[0]?.outputs.manifest?.digest
  if (digest === undefined) throw new Error('the run proposed nothing')
  return digest
}

/** Opens models from ONNX files as serving does: a partition's own one, else the pooled one. */
export async function openFleet(artifacts: ArtifactStore, manifests: readonly string[]): Promise<Fleet> {
  const slots = new Map<string, PackSlot>()
  for (const digest of manifests) {
    const { partitions } = parseManifest(await artifacts.get(digest))
    for (const partition of partitions) slots.set(canonicalKey(partition.key), partition)
  }
  const sessions = new Map<PackSlot, OnnxSession>()
  return {
    async predict(key, features) {
      const slot = fallbackKeys(key)
        .map((candidate) => slots.get(candidate))
        .find((found) => found !== undefined)
      if (!slot) throw new Error(`no model answers for ${key}`)
      const session = sessions.get(slot) ?? (await openSession(await readPackMember(artifacts, slot)))
      sessions.set(slot, session)
      const dims = [features.length / featureCount, featureCount]
      return (await session.run({ features: { data: features, dims } })) as unknown as Answers
    },
    async [Symbol.asyncDispose]() {
      for (const session of sessions.values()) await session[Symbol.asyncDispose]()
    },
  }
}
