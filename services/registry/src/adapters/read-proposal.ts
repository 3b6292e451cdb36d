import { type Manifest, parseManifest } from '@headway/artifacts/manifest'
import { canonicalKey } from '@headway/artifacts/partition-key'
import type { ArtifactStore } from '@headway/artifacts/store'
import { DomainError } from '@headway/kit/errors'
import { type Environment, parseEnvironment } from '../domain/environment.ts'
import type { Model } from '../domain/model.ts'
import { checkKeyArity, type PartitionContent } from '../domain/model-partition.ts'
import { checkMembers } from './check-members.ts'

/** What a manifest proposes, with everything it names read and checked. */
export type ProposedContent = {
  partitions: (PartitionContent & { key: string })[]
  removed: string[]
  environment: Environment | null
  manifest: Manifest
}

/**
 * Reads and checks a manifest of changed partitions against its model. NOT_FOUND for an artifact that is not there;
 * INVALID_ARGUMENT, with field, value and expectation, for everything else that is wrong.
 */
export async function readProposal(
  artifacts: ArtifactStore,
  model: Model,
  proposal: { manifestDigest: string; parent: string | null; environmentDigest: string | null; now: Date },
): Promise<ProposedContent> {
  const bytes = await getArtifact(artifacts, proposal.manifestDigest, 'manifestDigest')
  const manifest = parseManifest(bytes)
  refuseOther('model', manifest.model, model.name)
  refuseOther('parent', manifest.parent, proposal.parent)
  if (manifest.complete && proposal.parent !== null) {
    throw new DomainError('INVALID_ARGUMENT', 'the manifest is complete, yet has a parent', {
      field: 'complete',
      value: true,
      expected: 'the changed partitions alone',
    })
  }
  manifest.partitions.forEach(({ key }, index) => {
    checkKeyArity(key, model.partitionedBy, `partitions[${index}].key`)
  })
  manifest.removed.forEach((key, index) => {
    checkKeyArity(key, model.partitionedBy, `removed[${index}]`)
  })
  const environmentDigest = proposal.environmentDigest ?? manifest.environment
  const environment = environmentDigest
    ? await readEnvironment(artifacts, environmentDigest, proposal.now)
    : null
  await checkMembers(artifacts, manifest.partitions, model.signature)
  return {
    partitions: manifest.partitions.map((entry) => ({
      key: canonicalKey(entry.key),
      sha256: entry.sha256,
      pack: entry.pack,
      offset: entry.offset,
      length: entry.length,
      verdict: entry.verdict,
      reason: entry.reason,
      metrics: entry.metrics,
      primaryMetric: entry.metrics[model.primaryMetric.name] ?? null,
      trainedRows: entry.trainedRows,
      run: entry.run ?? manifest.run,
    })),
    removed: manifest.removed.map(canonicalKey),
    environment,
    manifest,
  }
}

async function readEnvironment(artifacts: ArtifactStore, digest: string, now: Date): Promise<Environment> {
  const bytes = await getArtifact(artifacts, digest, 'environment')
  return parseEnvironment(digest, bytes.toString('utf8'), now)
}

async function getArtifact(artifacts: ArtifactStore, digest: string, field: string): Promise<Buffer> {
  try {
    return await artifacts.get(digest)
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause
    throw new DomainError(cause.code, cause.message, {
      cause,
      field,
      value: cause.value ?? digest,
      expected: cause.expected ?? 'an artifact of the store',
    })
  }
}

function refuseOther(field: 'model' | 'parent', value: string | null, expected: string | null): void {
  if (value === expected) return
  throw new DomainError('INVALID_ARGUMENT', `the manifest has another ${field}`, {
    field,
    value,
    expected: expected ?? 'null',
  })
}
