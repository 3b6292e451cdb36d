import { DomainError } from '@headway/kit/errors'
import type { MetricDirection } from '../domain/model.ts'
import type { PartitionFilter as FilterInput, PartitionOrder as OrderInput } from '../generated/graphql.ts'
import type { PartitionFilter, PartitionOrder } from '../store/partition-reads.ts'

/** The filter in the store's words; INVALID_ARGUMENT for a metric without a range. */
export function readFilter(filter: FilterInput | null | undefined): PartitionFilter {
  const metric = filter?.metric
  if (metric && metric.min == null && metric.max == null) {
    throw new DomainError('INVALID_ARGUMENT', 'the range of the metric has no end', {
      field: 'filter.metric',
      value: metric,
      expected: 'min or max, or both',
    })
  }
  return {
    keyPrefix: filter?.keyPrefix ?? null,
    verdict: filter?.verdict ?? null,
    changed: filter?.changed ?? null,
    pinned: filter?.pinned ?? null,
    metric: metric ? { name: metric.name ?? null, min: metric.min ?? null, max: metric.max ?? null } : null,
  }
}

export function readOrder(order: OrderInput | null | undefined, direction: MetricDirection): PartitionOrder {
  if (order !== 'WORST_FIRST' && order !== 'BEST_FIRST') return { by: 'key' }
  const lowestFirst = (order === 'BEST_FIRST') === (direction === 'MINIMIZE')
  return { by: 'metric', direction: lowestFirst ? 'ascending' : 'descending' }
}
