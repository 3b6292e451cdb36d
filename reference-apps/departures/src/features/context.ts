import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'

/** An alert about one stop of a route and direction; times are epoch seconds, `endedS` null while it is not known. */
export type StopAlert = {
  routeId: string
  directionId: string
  stopId: string
  effect: string
  /** Published and in force. */
  knownS: number
  endedS: number | null
}

/** The weather of an hour, known from `knownS` (epoch s) on. */
export type WeatherHour = { knownS: number; precipitationMm: number; snow: boolean }

/** What is known beside the vehicles, in the order of time. */
export type Context = { weather: WeatherHour[]; alerts: StopAlert[] }

export const noContext: Context = { weather: [], alerts: [] }

/** Reads Parquet files that `readWeather` and `readAlerts` wrote; several files may overlap. */
export async function readContext(
  tables: Tables,
  { weather, alerts }: { weather: readonly string[]; alerts: readonly string[] },
): Promise<Context> {
  return {
    weather: weather.length
      ? await tables.all<WeatherHour>(
          `SELECT known_s AS "knownS", max(precipitation_mm) AS "precipitationMm", bool_or(snow) AS snow
            FROM read_parquet(${literal(weather)}) GROUP BY 1 ORDER BY 1`,
        )
      : [],
    alerts: alerts.length
      ? await tables.all<StopAlert>(
          `SELECT route_id AS "routeId", direction_id AS "directionId", stop_id AS "stopId", max(effect) AS effect,
              min(known_s) AS "knownS", max(ended_s) AS "endedS"
            FROM read_parquet(${literal(alerts)}) GROUP BY alert_id, route_id, direction_id, stop_id
            ORDER BY "knownS", 1, 2, 3`,
        )
      : [],
  }
}
