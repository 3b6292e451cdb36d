import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArtifactStore } from '@headway/artifacts/store'
import type { Tables } from '@headway/tables/tables'
import { type Context, readContext } from '../features/context.ts'
import type { ZoneClock } from '../live/zone-clock.ts'
import { readAlerts, readWeather } from '../tides/read-context.ts'

/** Digests of the Parquet files of an archive's weather and alerts; empty where it has none. */
export type ContextFiles = { weather: string[]; alerts: string[] }

/** Reads what an archive says beside its visits, again when its files change. */
export type ArchiveContext = {
  files: () => Promise<ContextFiles>
  context: () => Promise<Context>
}

export function archiveContext({
  tables,
  artifacts,
  folder,
  scratch,
  clock,
}: {
  tables: Tables
  artifacts: ArtifactStore
  folder: string
  scratch: string
  clock: () => ZoneClock | undefined
}): ArchiveContext {
  let known = ''
  let files: ContextFiles = { weather: [], alerts: [] }
  let context: Context | undefined
  const look = async () => {
    const now = (
      await Promise.all(['weather.csv', 'alerts.csv'].map((name) => versionOf(folder, name)))
    ).join()
    if (now === known) return
    await mkdir(scratch, { recursive: true })
    const read = async (name: keyof ContextFiles, write: (output: string) => Promise<boolean>) => {
      const output = join(scratch, `${name}.parquet`)
      return (await write(output)) ? [(await artifacts.putFile(output)).digest] : []
    }
    files = {
      weather: await read('weather', (output) =>
        readWeather(tables, folder, standardOffset(clock()), output),
      ),
      alerts: await read('alerts', (output) => readAlerts(tables, folder, output)),
    }
    known = now
    context = undefined
  }
  return {
    async files() {
      await look()
      return files
    },
    async context() {
      await look()
      const paths = (digests: readonly string[]) =>
        Promise.all(digests.map((digest) => artifacts.path(digest)))
      context ??= await readContext(tables, {
        weather: await paths(files.weather),
        alerts: await paths(files.alerts),
      })
      return context
    },
  }
}

async function versionOf(folder: string, name: string): Promise<string> {
  const found = await stat(join(folder, name)).catch(() => undefined)
  return found ? `${name} ${found.size} ${found.mtimeMs}` : ''
}

/** Local standard time less UTC (s): what a zone keeps in winter. */
export function standardOffset(clock: ZoneClock | undefined): number {
  if (!clock) return 0
  const [january, july] = ['2026-01-01', '2026-07-01'].map((date) => clock.offsetS(Date.parse(date) / 1000))
  return Math.min(january ?? 0, july ?? 0)
}
