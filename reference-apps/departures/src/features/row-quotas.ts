import type { PartPlan, RowLimits } from './plan-parts.ts'
import type { Quota } from './sample-rows.ts'
import type { ServiceDay } from './service-day.ts'

/** How rows are spread over days: `recentShare` of them (0 to 1) by halves over the last training days. */
export type RowSpread = RowLimits & { recentShare: number }

/**
 * The predictions wanted of a training day, `age` days before the last one: a share of `rowsPerPartition` as large as
 * the day's share of the partition's visits; of the recent rows half come from the last day, a quarter from the day
 * before it, and so on.
 */
export function trainingQuota(plan: PartPlan, spread: RowSpread, day: ServiceDay, age: number): Quota {
  const { rowsPerPartition: wanted, recentShare } = spread
  const visits = visitsByPartition(day, plan.partOf.length)
  return (partition) => {
    if (plan.partOf[partition]! < 0) return 0
    if (wanted === 0) return Number.POSITIVE_INFINITY
    const share = visits[partition]! / plan.training[partition]!
    return wanted * ((1 - recentShare) * share + recentShare * 0.5 ** (age + 1))
  }
}

/** The predictions wanted of a held-out day. */
export function heldOutQuota(plan: PartPlan, { heldOutRowsPerPartition }: RowLimits, day: ServiceDay): Quota {
  const visits = visitsByPartition(day, plan.partOf.length)
  return (partition) => {
    if (plan.partOf[partition]! < 0) return 0
    if (heldOutRowsPerPartition === 0) return Number.POSITIVE_INFINITY
    return (heldOutRowsPerPartition * visits[partition]!) / plan.heldOut[partition]!
  }
}

function visitsByPartition(day: ServiceDay, partitions: number): Int32Array {
  const visits = new Int32Array(partitions)
  for (const partition of day.partition) visits[partition]! += 1
  return visits
}
