import { type Kysely, sql, type Transaction } from 'kysely'
import { type TestWindow, testWindowOf, type WindowLength } from '../domain/window.ts'
import type { Database } from './database.ts'

/** Notes what came in for windows; what comes after the test of its window is counted as late. */
export async function countInTestWindows(
  tx: Transaction<Database>,
  { endpoint, ...length }: WindowLength & { endpoint: string },
  what: 'predictions' | 'outcomes',
  windows: readonly { windowStartMs: number; count: number }[],
  touchedAt: Date,
): Promise<void> {
  const counts = new Map<number, TestWindow & { count: number }>()
  for (const { windowStartMs, count } of windows) {
    const window = testWindowOf(windowStartMs, length)
    const known = counts.get(window.startMs)
    if (known) known.count += count
    else counts.set(window.startMs, { ...window, count })
  }
  if (counts.size === 0) return
  const list = [...counts.values()]
  const column = sql.ref(what === 'predictions' ? 'prediction_count' : 'outcome_count')
  await sql`
    insert into test_window (endpoint, window_start, window_end, touched_at, ${column})
    select ${endpoint}, to_timestamp(start_ms / 1000), to_timestamp(end_ms / 1000), ${touchedAt}, row_count
    from unnest(
      ${list.map(({ startMs }) => startMs)}::float8[],
      ${list.map(({ endMs }) => endMs)}::float8[],
      ${list.map(({ count }) => count)}::bigint[]
    ) as added (start_ms, end_ms, row_count)
    on conflict (endpoint, window_start, project_id) do update set
      touched_at = excluded.touched_at,
      ${column} = test_window.${column} + excluded.${column},
      late_count = test_window.late_count
        + case when test_window.tested_at is null then 0 else excluded.${column} end`.execute(tx)
}

/** A window that was not tested: the outcomes told in it, and when something of it last came in, by the clock. */
export type UntestedWindow = TestWindow & { outcomeCount: number; touchedAt: Date }

/** The windows of an endpoint that were not tested yet, the oldest first. */
export async function listUntested(db: Kysely<Database>, endpoint: string): Promise<UntestedWindow[]> {
  const rows = await db
    .selectFrom('test_window')
    .select(['window_start', 'window_end', 'outcome_count', 'touched_at'])
    .where('endpoint', '=', endpoint)
    .where('tested_at', 'is', null)
    .orderBy('window_start')
    .execute()
  return rows.map((row) => ({
    startMs: row.window_start.getTime(),
    endMs: row.window_end.getTime(),
    outcomeCount: row.outcome_count,
    touchedAt: row.touched_at,
  }))
}

/** Notes that a window was tested; false where it was before. */
export async function markTested(
  tx: Transaction<Database>,
  endpoint: string,
  { startMs }: TestWindow,
  testedAt: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('test_window')
    .set({ tested_at: testedAt })
    .where('endpoint', '=', endpoint)
    .where('window_start', '=', new Date(startMs))
    .where('tested_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
