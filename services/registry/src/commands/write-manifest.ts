import { manifestFormat, serializeManifest } from '@headway/artifacts/manifest'
import { parseKey } from '@headway/artifacts/partition-key'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { Model } from '../domain/model.ts'
import type { ModelPartition } from '../domain/model-partition.ts'
import type { NewModelVersion } from '../domain/model-version.ts'
import type { Database } from '../store/database.ts'
import { readAllPartitions } from '../store/partition-reads.ts'

/** Stores the manifest of every partition of a version, from which serving loads it; returns its digest. */
export async function writeManifest(
  tx: Transaction<Database>,
  { artifacts }: Pick<Context, 'artifacts'>,
  model: Model,
  version: NewModelVersion & { ref: number; id: string; parent: string | null },
): Promise<string> {
  const partitions = await readAllPartitions(tx, version.ref)
  const bytes = serializeManifest({
    format: manifestFormat,
    model: model.name,
    version: version.id,
    parent: version.parent,
    complete: true,
    partitions: partitions.map((partition) => entry(partition, version.ref)),
    metrics: version.metrics,
    environment: version.environmentDigest,
    code: version.code,
    datasetVersions: version.datasetVersions,
    run: version.run,
    profiles: version.profiles,
    modelDefinition: {
      partitionedBy: model.partitionedBy,
      signature: model.signature,
      baseline: model.baseline,
      primaryMetric: model.primaryMetric,
    },
  })
  const { digest } = await artifacts.put(bytes)
  return digest
}

function entry(partition: ModelPartition, versionRef: number) {
  return {
    key: parseKey(partition.key),
    pack: partition.pack,
    offset: partition.offset,
    length: partition.length,
    sha256: partition.sha256,
    metrics: partition.metrics,
    verdict: partition.verdict,
    reason: partition.reason,
    trainedRows: partition.trainedRows,
    run: partition.run,
    inheritedFrom: partition.introducedInRef === versionRef ? null : partition.introducedIn,
    ...(partition.pinned ? { pinned: true } : {}),
  }
}
