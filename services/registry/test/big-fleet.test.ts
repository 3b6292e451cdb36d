import { type ManifestDraft, serializeManifest } from '@headway/artifacts/manifest'
import { writePack } from '@headway/artifacts/pack'
import { modelVersionApproved } from '@headway/events/registry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fleet, onnxOf, openFleet, proposeVersion, registerModel } from './fleet.ts'

let fleet: Fleet
beforeAll(async () => {
  fleet = await openFleet()
})
afterAll(() => fleet[Symbol.asyncDispose]())

const size = 18_000

function keyOf(index: number): string[] {
  return [`R${index % 200}`, `S${index}`]
}

/** A manifest of partitions with artifacts of their own, in packs of a thousand. */
async function propose(parent: string | null, indexes: number[], generation: number): Promise<string> {
  const partitions: ManifestDraft['partitions'] = []
  for (let start = 0; start < indexes.length; start += 1000) {
    const chunk = indexes.slice(start, start + 1000)
    const pack = await writePack(
      fleet.artifacts,
      chunk.map((index) => ({ name: String(index), bytes: onnxOf(index + generation / 10) })),
    )
    pack.members.forEach((member, position) => {
      const key = keyOf(chunk[position] ?? 0)
      const { offset, length, sha256 } = member
      partitions.push({ key, pack: pack.digest, offset, length, sha256, metrics: { mae: position, n: 50 } })
    })
  }
  const manifest = { format: 'headway.manifest/1' as const, model: 'big', parent, partitions }
  const { digest } = await fleet.artifacts.put(serializeManifest(manifest))
  return digest
}

test('a version of 18,000 partitions takes 240 changes, keeps the others, and shows its worst by the page', async () => {
  await registerModel(fleet, 'big', { approvalPolicy: 'NEVER' })
  const all = Array.from({ length: size }, (_, index) => index)
  const everything = await propose(null, all, 0)
  const some = await propose('big/1', all.slice(0, 240), 1)

  const first = await proposeVersion(fleet, { model: 'big', parent: null, manifestDigest: everything })
  await fleet.events.next(modelVersionApproved, ({ run }) => run === first, { timeoutMs: 200_000 })
  const second = await proposeVersion(fleet, { model: 'big', parent: 'big/1', manifestDigest: some })
  const { data } = await fleet.events.next(modelVersionApproved, ({ run }) => run === second, {
    timeoutMs: 200_000,
  })
  const worst = await fleet.service.data<{ modelVersion: { partitions: { edges: unknown[] } } }>(
    `{ modelVersion(id: "big/2") { partitions(orderBy: WORST_FIRST, filter: { keyPrefix: "R1" }) {
      edges { node { key primaryMetric } } } } }`,
  )

  expect(data).toMatchObject({ partitionCount: size, changedCount: 240 })
  expect(worst.modelVersion.partitions.edges).toHaveLength(50)
}, 300_000)
