import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tables } from '@headway/tables/tables'
import type { ReplayRows } from '../features/replay-rows.ts'
import { type Names, partitionName, type ServiceDay } from '../features/service-day.ts'
import { csvSource } from '../tides/csv-source.ts'

/** When (epoch s) which partitions, by code, lay in a detour that riders were told of. */
export type Detours = Map<number, { from: number; to: number }[]>

type AlertRow = {
  route_id: string
  direction_id: string
  stop_id: string
  from_s: number
  to_s: number | null
}

/** The detours in the alerts of an archive; none where it has no alerts.csv. */
export async function readDetours(tables: Tables, folder: string, names: Names): Promise<Detours> {
  const path = join(folder, 'alerts.csv')
  if (!(await stat(path).catch(() => undefined))) return new Map()
  const source = await csvSource(
    [path],
    [
      { name: 'published_at', type: 'datetime', required: true },
      { name: 'active_to', type: 'datetime', required: false },
      { name: 'effect', type: 'text', required: true },
      { name: 'route_id', type: 'text', required: true },
      { name: 'direction_id', type: 'text', required: true },
      { name: 'stop_id', type: 'text', required: true },
    ],
  )
  const rows = await tables.all<AlertRow>(
    `SELECT route_id, direction_id, stop_id, epoch(TRY_CAST(published_at AS TIMESTAMPTZ)) AS from_s,
      epoch(TRY_CAST(active_to AS TIMESTAMPTZ)) AS to_s
     FROM (${source}) WHERE effect = 'DETOUR' AND published_at IS NOT NULL`,
  )
  const detours: Detours = new Map()
  for (const { route_id, direction_id, stop_id, from_s, to_s } of rows) {
    const code = names.partitions.codes.get(partitionName([route_id, direction_id, stop_id]))
    if (code === undefined) continue
    const spans = detours.get(code) ?? []
    spans.push({ from: from_s, to: to_s ?? Number.POSITIVE_INFINITY })
    detours.set(code, spans)
  }
  return detours
}

/** For each row, whether a detour that was known of lies on the stretch predicted. */
export function rowsUnderDetour(rows: ReplayRows, day: ServiceDay, detours: Detours): Uint8Array {
  const result = new Uint8Array(rows.rows)
  if (detours.size === 0) return result
  const midnight = day.day * 86_400
  for (let k = 0; k < rows.rows; k++) {
    const from = rows.from[k]!
    const to = rows.to[k]!
    const madeAt = midnight + rows.madeAt[k]!
    for (let v = from < 0 ? to : from + 1; v <= to && result[k] === 0; v++) {
      const spans = detours.get(day.partition[v]!)
      if (spans?.some((span) => span.from <= madeAt && madeAt < span.to)) result[k] = 1
    }
  }
  return result
}
