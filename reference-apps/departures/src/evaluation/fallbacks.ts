import type { ArtifactStore } from '@headway/artifacts/store'

type ModelIndex = { partitions: unknown[]; pooled: { reason: string }[] }
type Verdicts = { partitions: { accepted: boolean; reason: string | null }[] }

/** How many partitions have a model of their own, and for the others why the pooled model answers. */
export type Fallbacks = { trained: number; pooled: number; reasons: [reason: string, count: number][] }

/** Counts from what training said of each partition and what the gate let through. */
export async function countFallbacks(
  artifacts: ArtifactStore,
  modelDigests: readonly string[],
  verdictsDigest: string,
  partitionCount: number,
): Promise<Fallbacks> {
  const reasons = new Map<string, number>()
  const count = (reason: string, added = 1) => reasons.set(reason, (reasons.get(reason) ?? 0) + added)
  let proposed = 0
  let seen = 0
  for (const digest of modelDigests) {
    const { partitions, pooled } = await readJson<ModelIndex>(artifacts, digest)
    proposed += partitions.length
    seen += partitions.length + pooled.length
    for (const { reason } of pooled) count(reason.split(':')[0] as string)
  }
  const { partitions } = await readJson<Verdicts>(artifacts, verdictsDigest)
  const refused = partitions.filter(({ accepted }) => !accepted).length
  if (refused > 0) count('refused by the gate', refused)
  if (partitionCount > seen) count('no training rows', partitionCount - seen)
  const trained = proposed - refused
  return { trained, pooled: partitionCount - trained, reasons: [...reasons].sort((a, b) => b[1] - a[1]) }
}

async function readJson<Shape>(artifacts: ArtifactStore, digest: string): Promise<Shape> {
  return JSON.parse((await artifacts.get(digest)).toString('utf8')) as Shape
}
