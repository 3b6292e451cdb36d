import { believableDelay } from './tides/canonical-visits.ts'

/** The declaration of a dataset of canonical stop visits, as `registerDataset` takes it. */
export function departuresDataset(name: string) {
  return {
    name,
    description: 'Stop visits: when vehicles were due at stops and when they left',
    owner: 'departures',
    partitionedBy: ['route_id', 'direction_id', 'stop_id'],
    dayColumn: 'service_date',
    columns,
    expectations,
  }
}

const columns = [
  { name: 'service_date', type: 'DATE', nullable: false, description: 'service day of the trip' },
  { name: 'trip_id', type: 'STRING', nullable: false, description: 'the trip as performed' },
  { name: 'stop_sequence', type: 'INTEGER', nullable: false, description: 'place in the trip' },
  { name: 'route_id', type: 'STRING', nullable: false },
  { name: 'direction_id', type: 'STRING', nullable: false },
  { name: 'stop_id', type: 'STRING', nullable: false },
  { name: 'scheduled_arrival_s', type: 'NUMBER', unit: 's', description: 'since 1970' },
  { name: 'scheduled_s', type: 'NUMBER', unit: 's', description: 'scheduled departure since 1970' },
  { name: 'observed_arrival_s', type: 'NUMBER', unit: 's', description: 'since 1970' },
  {
    name: 'observed_s',
    type: 'NUMBER',
    unit: 's',
    description: 'actual departure since 1970; none when not observed',
  },
  { name: 'utc_offset_s', type: 'NUMBER', nullable: false, unit: 's' },
  { name: 'delay_s', type: 'NUMBER', unit: 's', description: 'observed less scheduled' },
  { name: 'days_off', type: 'INTEGER', description: 'delay in whole days' },
  { name: 'repeats_trip_id', type: 'STRING', description: 'the trip of which this trip is a second listing' },
]

const expectations = [
  {
    name: 'listed_twice',
    description: 'a trip has one row for each place in it',
    rule: { unique: { columns: ['service_date', 'trip_id', 'stop_sequence'] } },
  },
  {
    name: 'one_day_off',
    description: 'the actual time is on the day of the scheduled one',
    rule: { range: { column: 'days_off', min: 0, max: 0 } },
  },
  {
    name: 'delay_out_of_range',
    description: 'the delay is between -30 min and 3 h',
    rule: { range: { column: 'delay_s', min: believableDelay.least, max: believableDelay.most } },
  },
  {
    name: 'repeated_trip',
    description: 'no other trip of the day has the same stops at the same scheduled and actual times',
    rule: { isNull: { column: 'repeats_trip_id' } },
  },
  {
    name: 'out_of_order',
    description: 'times do not go back along a trip',
    rule: { ordered: { within: ['service_date', 'trip_id'], by: 'stop_sequence', column: 'observed_s' } },
  },
]
