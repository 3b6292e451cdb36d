import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { codeOf } from './dictionary.ts'
import { type Names, partitionName } from './service-day.ts'

// A visit is predicted from some six stops before it, as far as anyone knows before counting.
const rowsPerVisit = 6

/** How many rows are wanted at most of each partition; 0 for all of them. */
export type RowLimits = { rowsPerPartition: number; heldOutRowsPerPartition: number }

/** Which partitions get rows, in which part of the tables they are, and how many visits each has. */
export type PartPlan = {
  partOf: Int32Array
  parts: number
  routes: number
  /** Visits of each partition on training days and on held-out days. */
  training: Float64Array
  heldOut: Float64Array
  /** Of those on training days, the visits on days that were prepared before. */
  earlier: Float64Array
  /** The name of the first partition of each part. */
  firsts: string[]
}

/**
 * Numbers all partitions of the visits in the order of their names and shares them out to parts: neighbours stay
 * together and a part holds about `rowsPerPart` rows. `routes` is how many routes there are. With `only` (names), other
 * partitions are known but have no part (-1) and no rows.
 */
export async function planParts(
  tables: Tables,
  visits: string,
  names: Names,
  plan: RowLimits & {
    heldOutFrom: string
    rowsPerPart: number
    only?: ReadonlySet<string> | undefined
    earlierThrough?: string | undefined
  },
): Promise<PartPlan> {
  const partitions = await tables.all<Counted>(
    `SELECT route_id AS route, direction_id AS direction, stop_id AS stop,
        (count(*) FILTER (service_date < ${literal(plan.heldOutFrom)}))::DOUBLE AS training,
        (count(*) FILTER (service_date >= ${literal(plan.heldOutFrom)}))::DOUBLE AS held_out,
        (count(*) FILTER (service_date <= ${literal(plan.earlierThrough ?? '0001-01-01')}))::DOUBLE AS earlier
      FROM ${visits} GROUP BY ALL ORDER BY ALL`,
  )
  const codes = partitions.map(({ route, direction, stop }) =>
    codeOf(names.partitions, partitionName([route, direction, stop])),
  )
  const count = names.partitions.names.length
  const partOf = new Int32Array(count).fill(-1)
  const firsts: string[] = []
  let rows = 0
  let part = -1
  for (const [index, each] of partitions.entries()) {
    const code = codes[index]!
    const name = names.partitions.names[code]!
    if (plan.only && !plan.only.has(name)) continue
    if (part < 0 || rows >= plan.rowsPerPart) {
      part++
      rows = 0
      firsts.push(name)
    }
    partOf[code] = part
    rows += atMost(each.training * rowsPerVisit, plan.rowsPerPartition)
    rows += atMost(each.held_out * rowsPerVisit, plan.heldOutRowsPerPartition)
  }
  const byCode = (values: readonly number[]) => {
    const result = new Float64Array(count)
    for (const [index, code] of codes.entries()) result[code] = values[index]!
    return result
  }
  return {
    partOf,
    parts: part + 1,
    routes: new Set(partitions.map(({ route }) => route)).size,
    training: byCode(partitions.map(({ training }) => training)),
    heldOut: byCode(partitions.map(({ held_out }) => held_out)),
    earlier: byCode(partitions.map(({ earlier }) => earlier)),
    firsts,
  }
}

type Counted = {
  route: string
  direction: string
  stop: string
  training: number
  held_out: number
  earlier: number
}

function atMost(rows: number, limit: number): number {
  return limit === 0 ? rows : Math.min(rows, limit)
}
