import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AppSpec, Platform } from '@headway/local/app-spec'

/** Where the departures process reads; each a URL or a file, the archive a folder. */
export type DeparturesFeeds = {
  gtfs: string
  vehiclePositions: string
  alerts?: string | undefined
  tripUpdates?: string | undefined
  weather?: string | undefined
  tides?: string | undefined
}

/** What it is called, and how often it reads the feeds. */
export type DeparturesNames = {
  name: string
  pollSeconds: number
  catchUp: 'predict' | 'learn'
  rowsPerPartition?: number
}

/** The departures process, which reads feeds and an archive, and knows not where they come from. */
export function departuresApp(
  { name, pollSeconds, catchUp, rowsPerPartition = 900 }: DeparturesNames,
  feedsOf: (platform: Platform) => DeparturesFeeds,
): AppSpec {
  return {
    name: 'departures',
    main: fileURLToPath(new URL('../main.ts', import.meta.url)),
    usualPort: 4020,
    isBusy: true,
    settings: (platform) => ({
      ...feedSettings(feedsOf(platform)),
      HEADWAY_DEPARTURES_FOLDER: join(platform.stateDir, 'departures'),
      HEADWAY_DEPARTURES_NAME: name,
      HEADWAY_GRAPHQL_URL: platform.graphqlUrl,
      HEADWAY_OIP_URL: platform.oipUrl,
      HEADWAY_TOKEN: platform.tokens.operator,
      HEADWAY_ARTIFACTS: platform.artifacts,
      HEADWAY_POLL_SECONDS: String(pollSeconds),
      HEADWAY_CATCH_UP: catchUp,
      HEADWAY_ROWS_PER_PARTITION: String(rowsPerPartition),
    }),
    graph: {
      supergraph: fileURLToPath(new URL('../../supergraph.graphql', import.meta.url)),
      subgraph: 'departures',
      gatewaySettings: { HEADWAY_TOPICS: fileURLToPath(new URL('../../topics.json', import.meta.url)) },
    },
  }
}

function feedSettings(feeds: DeparturesFeeds): Record<string, string> {
  const settings = {
    HEADWAY_GTFS: feeds.gtfs,
    HEADWAY_VEHICLE_POSITIONS: feeds.vehiclePositions,
    HEADWAY_ALERTS: feeds.alerts,
    HEADWAY_TRIP_UPDATES: feeds.tripUpdates,
    HEADWAY_WEATHER: feeds.weather,
    HEADWAY_TIDES: feeds.tides,
  }
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
