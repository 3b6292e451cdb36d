import type { Tables } from '@headway/tables/tables'

/** Delays (s) that a visit may have; beyond them the observation is not believed. */
export const believableDelay = { least: -1800, most: 10_800 }

/**
 * Builds the canonical visits from tides_visit and tides_trip; gives the SQL that selects them. Times are epoch seconds;
 * a departure stands for its visit, the arrival (scheduled and actual) where there is none. Where a package does not say, the route is the
 * pattern, else unknown; the direction is 0; the stop is the pattern and the place in it. `days_off` is the delay in
 * whole days, `repeats_trip_id` the trip of which this trip is a second listing. Between two stops with scheduled times,
 * those without get theirs by their place; a trip without any has none.
 */
export async function canonicalVisits(tables: Tables): Promise<string> {
  const { unscheduled } = await tables.one<{ unscheduled: number }>(
    `SELECT count(*)::DOUBLE AS unscheduled FROM tides_visit
      WHERE schedule_departure_time IS NULL AND schedule_arrival_time IS NULL`,
  )
  const interpolated = unscheduled > 0 ? `, ${betweenTimepoints}` : ''
  await tables.run('DROP TABLE IF EXISTS canonical_visit')
  await tables.run(`CREATE TEMP TABLE canonical_visit AS
    WITH trip AS (
      SELECT service_date, trip_id_performed, min(route_id) AS route_id, min(direction_id) AS direction_id,
        min(pattern_id) AS pattern_id
      FROM tides_trip GROUP BY ALL
    ), timed AS (
      SELECT v.*, t.route_id, t.direction_id, coalesce(v.pattern_id, t.pattern_id) AS pattern,
        ${epoch('schedule_arrival_time')} AS scheduled_arrival_s,
        ${epoch(`CASE WHEN actual_departure_time IS NULL AND actual_arrival_time IS NOT NULL
          THEN coalesce(schedule_arrival_time, schedule_departure_time)
          ELSE coalesce(schedule_departure_time, schedule_arrival_time) END`)} AS scheduled_s,
        ${epoch('actual_arrival_time')} AS observed_arrival_s,
        CASE WHEN schedule_relationship IN ('Skipped', 'Missing') THEN NULL
          ELSE ${epoch('coalesce(actual_departure_time, actual_arrival_time)')} END AS observed_s,
        coalesce(schedule_departure_time, schedule_arrival_time, actual_departure_time, actual_arrival_time) AS clock
      FROM tides_visit v LEFT JOIN trip t USING (service_date, trip_id_performed)
    )${interpolated}
    SELECT CAST(service_date AS DATE) AS service_date, trip_id_performed AS trip_id,
      CAST(trip_stop_sequence AS INTEGER) AS stop_sequence,
      coalesce(route_id, pattern, 'unknown') AS route_id, coalesce(direction_id, '0') AS direction_id,
      coalesce(stop_id, coalesce(pattern, 'unknown') || '#' || trip_stop_sequence) AS stop_id,
      scheduled_arrival_s, scheduled_s, observed_arrival_s, observed_s,
      coalesce(epoch(CAST(substr(clock, 1, 19) AS TIMESTAMP)) - floor(${epoch('clock')}), 0) AS utc_offset_s,
      observed_s - scheduled_s AS delay_s,
      CAST(round((observed_s - scheduled_s) / 86400) AS INTEGER) AS days_off
    FROM ${unscheduled > 0 ? 'interpolated' : 'timed'}`)
  return `WITH ${repeats}
    SELECT v.*, r.repeats_trip_id FROM canonical_visit v LEFT JOIN repeat r USING (service_date, trip_id)`
}

function epoch(expression: string): string {
  return `epoch(TRY_CAST(${expression} AS TIMESTAMPTZ))`
}

// Many schedules have times at some stops only; between two of them a stop's time follows from its place in the trip.
const betweenTimepoints = `known AS (
    SELECT *, CASE WHEN scheduled_s IS NOT NULL THEN trip_stop_sequence::BIGINT END AS known_at FROM timed
  ), around AS (
    SELECT *, last_value(scheduled_s IGNORE NULLS) OVER before AS time_before,
      last_value(known_at IGNORE NULLS) OVER before AS place_before,
      first_value(scheduled_s IGNORE NULLS) OVER after AS time_after,
      first_value(known_at IGNORE NULLS) OVER after AS place_after
    FROM known
    WINDOW before AS (PARTITION BY service_date, trip_id_performed ORDER BY trip_stop_sequence::BIGINT
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
      after AS (PARTITION BY service_date, trip_id_performed ORDER BY trip_stop_sequence::BIGINT
        ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
  ), interpolated AS (
    SELECT * REPLACE (coalesce(scheduled_s, round(time_before + (time_after - time_before)
      * (trip_stop_sequence::BIGINT - place_before) / (place_after - place_before))) AS scheduled_s)
    FROM around
  )`

// A second listing shares at least three visits, and four fifths of the shorter trip, to the second. Step by step: left
// to itself, the database may pair all trips of a day with each other first.
const repeats = `length AS (
    SELECT service_date, trip_id, count(*) AS visits FROM canonical_visit WHERE observed_s IS NOT NULL GROUP BY ALL
  ), shared AS MATERIALIZED (
    SELECT service_date, a.trip_id AS one, b.trip_id AS other, count(*) AS visits
    FROM canonical_visit a JOIN canonical_visit b USING (service_date, stop_id, scheduled_s, observed_s)
    WHERE a.trip_id < b.trip_id AND a.days_off = 0 GROUP BY ALL HAVING count(*) >= 3
  ), measured AS MATERIALIZED (
    SELECT s.*, l.visits AS one_visits
    FROM shared s JOIN length l ON l.service_date = s.service_date AND l.trip_id = s.one
  ), repeat AS MATERIALIZED (
    SELECT s.service_date, CASE WHEN one_visits < m.visits THEN one ELSE other END AS trip_id,
      min(CASE WHEN one_visits < m.visits THEN other ELSE one END) AS repeats_trip_id
    FROM measured s JOIN length m ON m.service_date = s.service_date AND m.trip_id = s.other
    WHERE s.visits >= 0.8 * least(one_visits, m.visits)
    GROUP BY ALL
  )`
