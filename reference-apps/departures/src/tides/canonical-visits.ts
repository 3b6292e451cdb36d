import type { Tables } from '@headway/tables/tables'

/** The columns of a canonical stop visit, with what they mean; times are epoch seconds. */
export const canonicalColumns = {
  service_date: 'service date as 2026-02-20',
  trip_id: 'the trip as performed',
  stop_sequence: 'place in the trip',
  route_id: 'route of the trip; its pattern where trips_performed does not say, else unknown',
  direction_id: 'direction of the trip, 0 where trips_performed does not say',
  stop_id: 'the stop; pattern and place in the trip where the visit does not say',
  scheduled_arrival_s: 'scheduled arrival',
  scheduled_s: 'scheduled departure, or arrival where there is none',
  observed_arrival_s: 'actual arrival',
  observed_s: 'actual departure, or arrival where there is none; null when not observed',
  utc_offset_s: 'what to add to get local time',
  delay_s: 'observed less scheduled',
  listing: 'how many-th row this is of its trip and sequence',
  repeats_trip_id: 'the trip of which this trip is a second listing',
  order_break_s: 'how much earlier it was observed than a stop before it in the trip',
} as const

const dayInSeconds = 86_400

/** Delays (s) that a visit may have; beyond them the observation is not believed. */
export const believableDelay = { least: -1800, most: 10_800 }

/** What a canonical visit must satisfy to be used, in the order in which a broken row is given its reason. */
export const visitExpectations = [
  { reason: 'listed_twice', holds: 'listing = 1', says: 'a trip has one row for each place in it' },
  {
    reason: 'no_scheduled_time',
    holds: 'observed_s IS NULL OR scheduled_s IS NOT NULL',
    says: 'an observed visit has a scheduled time',
  },
  {
    reason: 'one_day_off',
    holds: `coalesce(abs(abs(delay_s) - ${dayInSeconds}) > ${believableDelay.most}, true)`,
    says: 'the actual time is not a day from the scheduled one',
  },
  {
    reason: 'delay_out_of_range',
    holds: `coalesce(delay_s BETWEEN ${believableDelay.least} AND ${believableDelay.most}, true)`,
    says: 'the delay is between -30 min and 3 h',
  },
  {
    reason: 'repeated_trip',
    holds: 'repeats_trip_id IS NULL',
    says: 'no other trip of the day has the same stops at the same scheduled and actual times',
  },
  {
    reason: 'out_of_order',
    holds: 'coalesce(order_break_s <= 0, true)',
    says: 'times do not go back along a trip',
  },
] as const

/** SQL: the reason a canonical visit is set aside for, NULL when every expectation holds. */
export function quarantineReason(): string {
  return `CASE ${visitExpectations.map(({ reason, holds }) => `WHEN NOT (${holds}) THEN '${reason}'`).join(' ')} END`
}

/** Builds the canonical visits from tides_visit and tides_trip; gives the SQL that selects them. */
export async function canonicalVisits(tables: Tables): Promise<string> {
  await tables.run('DROP TABLE IF EXISTS canonical_visit')
  await tables.run(`CREATE TEMP TABLE canonical_visit AS
    WITH trip AS (
      SELECT service_date, trip_id_performed, min(route_id) AS route_id, min(direction_id) AS direction_id,
        min(pattern_id) AS pattern_id
      FROM tides_trip GROUP BY ALL
    ), timed AS (
      SELECT v.*, t.route_id, t.direction_id, coalesce(v.pattern_id, t.pattern_id) AS pattern,
        ${epoch('schedule_arrival_time')} AS scheduled_arrival_s,
        ${epoch('coalesce(schedule_departure_time, schedule_arrival_time)')} AS scheduled_s,
        ${epoch('actual_arrival_time')} AS observed_arrival_s,
        CASE WHEN schedule_relationship IN ('Skipped', 'Missing') THEN NULL
          ELSE ${epoch('coalesce(actual_departure_time, actual_arrival_time)')} END AS observed_s,
        coalesce(schedule_departure_time, schedule_arrival_time, actual_departure_time, actual_arrival_time) AS clock
      FROM tides_visit v LEFT JOIN trip t USING (service_date, trip_id_performed)
    )
    SELECT CAST(CAST(service_date AS DATE) AS VARCHAR) AS service_date, trip_id_performed AS trip_id,
      CAST(trip_stop_sequence AS INTEGER) AS stop_sequence,
      coalesce(route_id, pattern, 'unknown') AS route_id, coalesce(direction_id, '0') AS direction_id,
      coalesce(stop_id, coalesce(pattern, 'unknown') || '#' || trip_stop_sequence) AS stop_id,
      scheduled_arrival_s, scheduled_s, observed_arrival_s, observed_s,
      coalesce(epoch(CAST(substr(clock, 1, 19) AS TIMESTAMP)) - floor(${epoch('clock')}), 0) AS utc_offset_s,
      observed_s - scheduled_s AS delay_s,
      CAST(row_number() OVER (PARTITION BY service_date, trip_id_performed, trip_stop_sequence
        ORDER BY observed_s NULLS LAST, stop_id) AS INTEGER) AS listing
    FROM timed`)
  return `WITH ${repeats}, ordered AS (
    SELECT *, max(CASE WHEN delay_s BETWEEN ${believableDelay.least} AND ${believableDelay.most} THEN observed_s END)
      OVER (PARTITION BY service_date, trip_id ORDER BY stop_sequence, listing
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) - observed_s AS order_break_s
    FROM canonical_visit
  )
  SELECT o.* EXCLUDE (order_break_s), r.repeats_trip_id, o.order_break_s
  FROM ordered o LEFT JOIN repeat r USING (service_date, trip_id)`
}

function epoch(expression: string): string {
  return `epoch(TRY_CAST(${expression} AS TIMESTAMPTZ))`
}

// A second listing shares at least three visits, and four fifths of the shorter trip, to the second.
const repeats = `length AS (
    SELECT service_date, trip_id, count(*) AS visits FROM canonical_visit WHERE observed_s IS NOT NULL GROUP BY ALL
  ), shared AS (
    SELECT service_date, a.trip_id AS one, b.trip_id AS other, count(*) AS visits
    FROM canonical_visit a JOIN canonical_visit b USING (service_date, stop_id, scheduled_s, observed_s)
    WHERE a.trip_id < b.trip_id AND abs(a.delay_s) <= ${believableDelay.most} GROUP BY ALL HAVING count(*) >= 3
  ), repeat AS (
    SELECT service_date, CASE WHEN l.visits < m.visits THEN one ELSE other END AS trip_id,
      min(CASE WHEN l.visits < m.visits THEN other ELSE one END) AS repeats_trip_id
    FROM shared s JOIN length l USING (service_date) JOIN length m USING (service_date)
    WHERE l.trip_id = s.one AND m.trip_id = s.other AND s.visits >= 0.8 * least(l.visits, m.visits)
    GROUP BY ALL
  )`
