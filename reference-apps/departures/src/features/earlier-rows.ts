import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { collectDelays, type DelaysByHour } from '../baselines/delay-by-hour.ts'
import type { HistoryFiles } from '../history/history-file.ts'
import type { PartPlan } from './plan-parts.ts'
import { readDays } from './read-days.ts'
import { type RowTable, readRowsOf } from './row-file.ts'
import type { RowSpread } from './row-quotas.ts'
import type { RowWriter } from './row-writer.ts'
import { createNames, type Names, partitionKey, partitionName } from './service-day.ts'

/** What an earlier preparation of all partitions left behind, for a later one that has the same days and more. */
export type EarlierRows = {
  /** The last service date in it. */
  through: string
  /** Digest of the visits up to that date (see `digestOfVisits`). */
  visits: string
  history: HistoryFiles
  /** In the order of the partitions; `first` is the name of a part's first one. */
  parts: { first: string; training: () => Promise<string>; heldOut: () => Promise<string> }[]
}

/** A digest of the visits of all service days up to a date, whatever files they are in. */
export async function digestOfVisits(tables: Tables, visits: string, through: string): Promise<string> {
  const { digest } = await tables.one<{ digest: string }>(
    `SELECT count(*) || '-' || coalesce(bit_xor(hash(CAST(service_date AS VARCHAR), trip_id, stop_sequence, route_id,
        direction_id, stop_id, scheduled_s, observed_s)), 0) AS digest
      FROM ${visits} WHERE service_date <= ${literal(through)}`,
  )
  return digest
}

/**
 * Takes the rows of the wanted partitions over from an earlier preparation, as many of each as the days in it are to give
 * (see `trainingQuota`), spread over time; the number of rows. `newDays` training days follow.
 */
export async function takeEarlierRows(
  { parts }: EarlierRows,
  into: RowWriter,
  { plan, names, spread, newDays }: { plan: PartPlan; names: Names; spread: RowSpread; newDays: number },
): Promise<number> {
  const codeOf = (key: readonly string[]) => names.partitions.codes.get(partitionName(key)) ?? -1
  const isWanted = (key: readonly string[]) => (plan.partOf[codeOf(key)] ?? -1) >= 0
  const wanted = names.partitions.names.filter((_, code) => plan.partOf[code]! >= 0).sort()
  let rows = 0
  for (const [index, part] of parts.entries()) {
    const end = parts[index + 1]?.first
    if (!wanted.some((name) => name >= part.first && (end === undefined || name < end))) continue
    const training = await readRowsOf(await part.training(), isWanted)
    const heldOut = await readRowsOf(await part.heldOut(), isWanted)
    const ranges = new Map(heldOut.partitions.map((range) => [partitionName(range.key), range]))
    for (const { key, from, to } of training.partitions) {
      const later = ranges.get(partitionName(key)) ?? { from: 0, to: 0 }
      const all = to - from + later.to - later.from
      const count = Math.min(all, wantedOfEarlier(plan, spread, codeOf(key), newDays))
      for (let k = 0; k < count; k++) {
        const row = from + Math.floor((k * all) / count)
        if (row < to) copyRow(training, row, into, codeOf(key), training.columns.length)
        else copyRow(heldOut, later.from + row - to, into, codeOf(key), training.columns.length)
      }
      rows += count
    }
  }
  return rows
}

function wantedOfEarlier(plan: PartPlan, spread: RowSpread, partition: number, newDays: number): number {
  const { rowsPerPartition, recentShare } = spread
  if (rowsPerPartition === 0) return Number.POSITIVE_INFINITY
  const share = plan.earlier[partition]! / Math.max(1, plan.training[partition]!)
  return Math.round(rowsPerPartition * ((1 - recentShare) * share + recentShare * 0.5 ** newDays))
}

function copyRow(table: RowTable, row: number, into: RowWriter, partition: number, columns: number): void {
  const { values, at } = into.next(partition)
  for (let c = 0; c < columns; c++) values[at + c] = table.columns[c]![row]!
}

/** Takes the delays of the wanted partitions on the days up to a date. */
export async function collectEarlierDelays(
  tables: Tables,
  visits: string,
  { through, only, names }: { through: string; only: ReadonlySet<string>; names: Names },
  delays: DelaysByHour,
): Promise<void> {
  const keys = [...only].map(
    (name) =>
      `(${partitionKey(name)
        .map((value) => literal(value))
        .join(', ')})`,
  )
  const some = `(SELECT * FROM ${visits} WHERE service_date <= ${literal(through)}
    AND (route_id, direction_id, stop_id) IN (${keys.join(', ')}))`
  // Trips without their other stops are other patterns: their numbers are not to be mixed with those of whole ones.
  const apart = { ...createNames(), partitions: names.partitions }
  for await (const day of readDays(tables, some, apart)) collectDelays(delays, day)
}
