import { parseKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import type { PartitionFilter } from '../domain/cohort.ts'
import type { MetricDirection, Model } from '../domain/model.ts'
import type {
  PartitionFilter as FilterInput,
  MetricRange,
  PartitionOrder as OrderInput,
} from '../generated/graphql.ts'
import type { PartitionOrder } from '../store/partition-reads.ts'

/** The filter in the domain's words; INVALID_ARGUMENT for a metric without a range or a malformed key. */
export function readFilter(
  filter: FilterInput | null | undefined,
  primaryMetric: Model['primaryMetric'],
): PartitionFilter {
  const metric = filter?.metric
  if (metric && metric.min == null && metric.max == null) {
    throw new DomainError('INVALID_ARGUMENT', 'the range of the metric has no end', {
      field: 'filter.metric',
      value: metric,
      expected: 'min or max, or both',
    })
  }
  for (const key of filter?.keys ?? []) parseKey(key)
  return {
    keys: filter?.keys ?? null,
    keyPrefix: filter?.keyPrefix ?? null,
    verdict: filter?.verdict ?? null,
    changed: filter?.changed ?? null,
    pinned: filter?.pinned ?? null,
    metric: metric ? readRange(metric, primaryMetric) : null,
  }
}

function readRange(
  { name, min, max }: MetricRange,
  primaryMetric: Model['primaryMetric'],
): NonNullable<PartitionFilter['metric']> {
  // The primary metric has a column of its own, which is in the index.
  const isPrimary = name == null || name === primaryMetric.name
  return { name: isPrimary ? null : name, min: min ?? null, max: max ?? null }
}

export function readOrder(order: OrderInput | null | undefined, direction: MetricDirection): PartitionOrder {
  if (order !== 'WORST_FIRST' && order !== 'BEST_FIRST') return { by: 'key' }
  const lowestFirst = (order === 'BEST_FIRST') === (direction === 'MINIMIZE')
  return { by: 'metric', direction: lowestFirst ? 'ascending' : 'descending' }
}
