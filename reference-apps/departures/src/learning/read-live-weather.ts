import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tables } from '@headway/tables/tables'
import { readContext, type WeatherHour } from '../features/context.ts'
import { type FeedSource, feedSource } from '../live/feed-source.ts'
import type { Problems } from '../live/problems.ts'
import type { ZoneClock } from '../live/zone-clock.ts'
import { readWeather } from '../tides/read-context.ts'
import { standardOffset } from './archive-context.ts'

/** The newest hours of weather of a source with the columns of Environment Canada; undefined while they are the same. */
export function liveWeather(
  source: string,
  { tables, scratch, problems }: { tables: Tables; scratch: string; problems: Problems },
): (clock: ZoneClock) => Promise<WeatherHour[] | undefined> {
  const folder = join(scratch, 'weather')
  const feed: FeedSource<Uint8Array> = feedSource('weather', source, problems, (bytes) => bytes)
  return async (clock) => {
    const bytes = await feed.poll()
    if (!bytes) return undefined
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'weather.csv'), bytes)
    const output = join(folder, 'weather.parquet')
    await readWeather(tables, folder, standardOffset(clock), output)
    return (await readContext(tables, { weather: [output], alerts: [] })).weather
  }
}
