import { literal } from '@headway/tables/quote'
import { believableDelay } from '../tides/canonical-visits.ts'

/**
 * SQL over the canonical visits of a day without those that the dataset's expectations set aside, so that what is learned
 * here is what a pipeline run learns from the dataset version.
 */
export function cleanVisits(path: string): string {
  return `(SELECT * FROM read_parquet(${literal(path)})
    WHERE coalesce(days_off, 0) = 0
      AND (delay_s IS NULL OR delay_s BETWEEN ${believableDelay.least} AND ${believableDelay.most})
      AND repeats_trip_id IS NULL
    QUALIFY row_number() OVER (PARTITION BY service_date, trip_id, stop_sequence) = 1
      AND coalesce(observed_s >= max(observed_s) OVER (PARTITION BY service_date, trip_id ORDER BY stop_sequence
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true))`
}
