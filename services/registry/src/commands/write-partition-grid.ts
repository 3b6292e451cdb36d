import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import type { ModelVersion } from '../domain/model-version.ts'
import { encodeGrid, gridMetrics } from '../domain/partition-grid.ts'
import { findGrid, readGridColumns, saveGrid } from '../store/partition-grids.ts'

export type PartitionGrid = { version: ModelVersion; metrics: string[]; digest: string }

/** Stores the grid of a version, once for the same metrics. INVALID_ARGUMENT for a metric that no partition has. */
export async function writePartitionGrid(
  { db, artifacts, now }: Pick<Context, 'db' | 'artifacts' | 'now'>,
  version: ModelVersion,
  asked: readonly string[] | null,
  primaryMetric: string,
): Promise<PartitionGrid> {
  const metrics = gridMetrics(asked, primaryMetric)
  const known = await findGrid(db, version.ref, metrics)
  if (known && (await artifacts.has(known))) return { version, metrics, digest: known }
  const columns = await readGridColumns(db, version.ref, metrics)
  for (const [name, values] of columns.metrics) {
    if (name === primaryMetric || values.some((value) => value !== null)) continue
    throw new DomainError('INVALID_ARGUMENT', `no partition of ${version.id} has the metric ${name}`, {
      field: 'metrics',
      value: name,
      expected: 'a metric of at least one partition',
    })
  }
  const { digest } = await artifacts.put(encodeGrid({ model: version.model, version: version.id }, columns))
  await saveGrid(db, { versionRef: version.ref, metrics, digest, createdAt: now() })
  return { version, metrics, digest }
}
