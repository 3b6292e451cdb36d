import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { ArtifactStore } from '@headway/artifacts/store'
import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { packageFiles } from '../tides/package-files.ts'
import { readPackage } from '../tides/read-package.ts'
import type { ArchiveFile } from './archive-files.ts'

/** A service day as canonical stop visits: the digest of its Parquet file. */
export type CanonicalDay = { date: string; digest: string; rows: number; from: 'archive' | 'recorded' }

/** Reads some dates of a TIDES package, and of it no more than the files they are in. */
export async function readArchiveDays(
  tables: Tables,
  artifacts: ArtifactStore,
  folder: string,
  files: readonly ArchiveFile[],
  dates: readonly string[],
  { scratch, from }: { scratch: string; from: CanonicalDay['from'] },
): Promise<CanonicalDay[]> {
  await mkdir(scratch, { recursive: true })
  const work = await mkdtemp(join(scratch, 'read-'))
  try {
    const wanted = new Set(dates)
    const visits = files.filter((file) => file.dates.some((date) => wanted.has(date))).map(({ path }) => path)
    const trips = await tripsBeside(folder, visits)
    await packageOf(work, { stop_visits: visits, trips_performed: trips })
    const all = join(work, 'all.parquet')
    await readPackage(tables, work, all)
    const days: CanonicalDay[] = []
    for (const date of dates) {
      const path = join(work, `${date}.parquet`)
      const rows = await tables.copyToParquet(
        `SELECT * FROM read_parquet(${literal(all)}) WHERE service_date = ${literal(date)}`,
        path,
        { orderBy: 'trip_id, stop_sequence' },
      )
      if (rows > 0) days.push({ date, rows, from, digest: (await artifacts.putFile(path)).digest })
    }
    return days
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** The trips files of the same names, where all are there; else all trips. */
async function tripsBeside(folder: string, visits: readonly string[]): Promise<string[]> {
  const trips = await packageFiles(folder, 'trips_performed').catch(() => [])
  const byName = new Map(trips.map((path) => [basename(path), path]))
  const beside = visits.flatMap((path) => byName.get(basename(path)) ?? [])
  return beside.length === visits.length && byName.size === trips.length ? beside : trips
}

/** A package of its own with links to those files. */
async function packageOf(work: string, tables: Record<string, readonly string[]>): Promise<void> {
  const resources: { name: string; path: string[] }[] = []
  for (const [name, files] of Object.entries(tables)) {
    await mkdir(join(work, name))
    const path: string[] = []
    for (const [index, file] of files.entries()) {
      const link = join(name, `${index}-${basename(file)}`)
      await symlink(resolve(file), join(work, link))
      path.push(link)
    }
    if (path.length > 0) resources.push({ name, path })
  }
  await writeFile(join(work, 'datapackage.json'), JSON.stringify({ resources }))
}
