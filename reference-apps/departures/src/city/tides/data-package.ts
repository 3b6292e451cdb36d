import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tripColumns } from './trip-rows.ts'
import { visitColumns } from './visit-rows.ts'
import { writeWhole } from './write-file.ts'

const file = 'datapackage.json'

/** The service dates whose files the package's descriptor lists, in order; none where there is no package yet. */
export async function archivedDates(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return []
  const { resources } = JSON.parse(text) as { resources: { name: string; path: string[] }[] }
  const paths = resources.find(({ name }) => name === 'stop_visits')?.path ?? []
  return paths.map((path) => path.replace(/^.*\/(.*)\.csv\.gz$/, '$1')).sort()
}

/** Writes the descriptor of a package with these service dates. */
export async function describePackage(folder: string, dates: readonly string[]): Promise<void> {
  const resources = [
    resource('stop_visits', visitColumns, dates),
    resource('trips_performed', tripColumns, dates),
  ]
  const description = { profile: 'tides-datapackage-profile', name: 'headway-city', resources }
  await writeWhole(join(folder, file), `${JSON.stringify(description, null, 1)}\n`)
}

function resource(name: string, columns: readonly string[], dates: readonly string[]) {
  return {
    name,
    profile: 'tabular-data-resource',
    path: dates.map((date) => `${name}/${date}.csv.gz`),
    format: 'csv',
    encoding: 'utf-8',
    schema: { fields: columns.map((column) => ({ name: column })), missingValues: ['NA', 'NaN', ''] },
  }
}
