import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Tables } from '@headway/tables/tables'
import { csvSource } from '../tides/csv-source.ts'
import { packageFiles } from '../tides/package-files.ts'

/** A file of stop visits: what it was when its service dates were read. */
export type ArchiveFile = { path: string; size: number; modifiedMs: number; dates: string[] }

/**
 * The files of stop visits of a package; the dates of a file that is as it was are not read again. A package that is not
 * there, or has no stop visits yet, has none.
 */
export async function archiveFiles(
  tables: Tables,
  folder: string,
  known: readonly ArchiveFile[],
): Promise<ArchiveFile[]> {
  const paths = await finished(folder)
  const before = new Map(known.map((file) => [file.path, file]))
  const files: ArchiveFile[] = []
  for (const path of paths) {
    const { size, mtimeMs } = await stat(path)
    const same = before.get(path)
    if (same && same.size === size && same.modifiedMs === mtimeMs) files.push(same)
    else files.push({ path, size, modifiedMs: mtimeMs, dates: await datesOf(tables, path) })
  }
  return files
}

/** Where visits and trips are in files of the same names, a file of visits counts when its trips are there too. */
async function finished(folder: string): Promise<string[]> {
  const visits = await packageFiles(folder, 'stop_visits').catch(() => [])
  const trips = new Set(
    (await packageFiles(folder, 'trips_performed').catch(() => [])).map((path) => basename(path)),
  )
  const isPaired = visits.some((path) => trips.has(basename(path)))
  return isPaired ? visits.filter((path) => trips.has(basename(path))) : visits
}

async function datesOf(tables: Tables, path: string): Promise<string[]> {
  // A file of one day is mostly called after it.
  const named = /^(\d{4}-\d{2}-\d{2})\./.exec(basename(path))?.[1]
  if (named !== undefined) return [named]
  const source = await csvSource([path], [{ name: 'service_date', type: 'date', required: true }])
  const rows = await tables.all<{ date: string | null }>(
    `SELECT DISTINCT substr(service_date, 1, 10) AS date FROM (${source}) ORDER BY 1`,
  )
  return rows.flatMap(({ date }) => (date === null ? [] : [date]))
}
