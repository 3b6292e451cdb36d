import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** One row of the test's dataset; times in seconds of the day. */
export type Visit = {
  service_date: string
  trip_id: string
  sequence: number
  route_id: string
  stop_id: string
  scheduled: string
  observed: string | null
  delay_s: number | null
}

export const declaration = {
  name: 'stop_visits',
  description: 'Stops made by vehicles',
  owner: 'operations',
  partitionedBy: ['route_id', 'stop_id'],
  timeColumn: 'observed',
  dayColumn: 'service_date',
  missingValues: ['', 'NA'],
  columns: [
    { name: 'service_date', type: 'DATE', nullable: false },
    { name: 'trip_id', type: 'STRING', nullable: false },
    { name: 'sequence', type: 'INTEGER', nullable: false, description: 'place in the trip' },
    { name: 'route_id', type: 'STRING', nullable: false },
    { name: 'stop_id', type: 'STRING', nullable: false },
    { name: 'scheduled', type: 'TIMESTAMP' },
    { name: 'observed', type: 'TIMESTAMP' },
    { name: 'delay_s', type: 'NUMBER', unit: 's' },
  ],
  expectations: [
    {
      name: 'delay-in-bounds',
      description: 'between −30 min and 3 h',
      rule: { range: { column: 'delay_s', min: -1800, max: 10_800 } },
    },
    {
      name: 'observed-near-scheduled',
      rule: { difference: { column: 'observed', minus: 'scheduled', min: -1800, max: 10_800 } },
    },
    { name: 'listed-once', rule: { unique: { columns: ['service_date', 'trip_id', 'sequence'] } } },
    {
      name: 'times-in-order',
      rule: { ordered: { within: ['service_date', 'trip_id'], by: 'sequence', column: 'observed' } },
    },
    { name: 'mostly-observed', rule: { nullShare: { column: 'observed', max: 0.2 } } },
    { name: 'not-mostly-bad', blocking: true, rule: { quarantinedShare: { max: 0.5 } } },
  ],
}

const header = 'service_date,trip_id,sequence,route_id,stop_id,scheduled,observed,delay_s,unknown_extra'

/** Trips of four stops on each day, all of them 60 s late. */
export function goodVisits(days = 3, trips = 5): Visit[] {
  const visits: Visit[] = []
  for (let day = 1; day <= days; day++) {
    const service_date = `2026-03-${String(day).padStart(2, '0')}`
    for (let trip = 0; trip < trips; trip++) {
      for (let sequence = 1; sequence <= 4; sequence++) {
        const minute = String(10 + sequence * 5).padStart(2, '0')
        visits.push({
          service_date,
          trip_id: `T${trip}`,
          sequence,
          route_id: `R${trip % 2}`,
          stop_id: `S/${sequence}`,
          scheduled: `${service_date}T${String(8 + trip).padStart(2, '0')}:${minute}:00Z`,
          observed: `${service_date}T${String(8 + trip).padStart(2, '0')}:${minute}:${trip === 0 ? '59' : '30'}Z`,
          delay_s: 60 + trip,
        })
      }
    }
  }
  return visits
}

export function toCsv(visits: readonly Visit[]): string {
  const lines = visits.map((visit) =>
    [
      visit.service_date,
      visit.trip_id,
      visit.sequence,
      visit.route_id,
      visit.stop_id,
      visit.scheduled,
      visit.observed ?? '',
      visit.delay_s ?? 'NA',
      'x',
    ].join(','),
  )
  return `${[header, ...lines].join('\n')}\n`
}

export async function writeVisits(folder: string, name: string, visits: readonly Visit[]): Promise<void> {
  const csv = toCsv(visits)
  await writeFile(join(folder, name), name.endsWith('.gz') ? gzipSync(csv) : csv)
}
