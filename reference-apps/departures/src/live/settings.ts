import type { ProcessSettingsOf } from '@headway/kit/config'
import { secret } from '@headway/kit/config'
import { z } from 'zod'

const source = z.string().min(1)

/** What the departures process reads from its environment. A source is a URL or a file. */
export const departuresSettings = {
  HEADWAY_GTFS: source,
  HEADWAY_VEHICLE_POSITIONS: source,
  HEADWAY_ALERTS: source.optional(),
  HEADWAY_TRIP_UPDATES: source.optional(),
  HEADWAY_WEATHER: source.optional(),
  /** A folder with a TIDES package to which days may be added. */
  HEADWAY_TIDES: source.optional(),
  /** Where the process keeps what it has recorded and learned. */
  HEADWAY_DEPARTURES_FOLDER: source,
  HEADWAY_DEPARTURES_NAME: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected a-z, 0-9 and hyphens'),
  HEADWAY_GRAPHQL_URL: z.url(),
  HEADWAY_OIP_URL: z.url(),
  /** An operator's token. */
  HEADWAY_TOKEN: secret(z.string().min(1)),
  HEADWAY_ARTIFACTS: source,
  /** How often the feeds are read and ours is published, in seconds of the feeds' time. */
  HEADWAY_POLL_SECONDS: z.coerce.number().min(0.25).max(300).default(15),
  /** Most training rows of each partition in the first run. */
  HEADWAY_ROWS_PER_PARTITION: z.coerce.number().int().min(200).max(20_000).default(900),
  /** Whether ended days of the archive are predicted, as they would have been live, before they are learned. */
  HEADWAY_CATCH_UP: z.enum(['predict', 'learn']).default('predict'),
}

export type DeparturesSettings = ProcessSettingsOf<typeof departuresSettings>

/** What the process is called in Headway. */
export function departuresNames(slug: string): { dataset: string; model: string } {
  return { dataset: `stop-visits-${slug}`, model: `departures-${slug}` }
}
