import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables } from '@headway/tables/tables'
import { expect, onTestFinished, test } from 'vitest'
import { readPackage } from '../tides/read-package.ts'
import type { StopVisit } from './matcher/matcher.ts'
import { openRecorder } from './recorder.ts'
import { dueS, sampleRun } from './sample-run.ts'
import type { TripRun } from './trip-run.ts'
import { zoneClock } from './zone-clock.ts'

const clock = zoneClock('America/Vancouver')

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'recorder-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

function visit(run: TripRun, place: number, late: number): StopVisit {
  const departedS = dueS + place * 120 + late
  return { run, place, arrivedS: departedS - 15, departedS }
}

test('what is recorded is a TIDES package', async () => {
  const path = await folder()
  const run = sampleRun({ id: 'T,"1"' })
  run.vehicle = { id: 'V7', label: null }
  const recorder = await openRecorder(path)

  await recorder.record([visit(run, 0, 20), visit(run, 1, 35)], dueS + 200, clock)

  await using tables = await openTables({ memoryLimit: '200MB', threads: 1 })
  await readPackage(tables, path, join(path, 'visits.parquet'))
  const rows = await tables.all(
    `SELECT trip_id, stop_sequence, route_id, direction_id, stop_id, delay_s, utc_offset_s
     FROM read_parquet('${join(path, 'visits.parquet')}') ORDER BY 2`,
  )
  expect(rows).toEqual([
    {
      trip_id: 'T,"1"',
      stop_sequence: 1,
      route_id: 'R1',
      direction_id: '0',
      stop_id: 'S0',
      delay_s: 20,
      utc_offset_s: -28_800,
    },
    {
      trip_id: 'T,"1"',
      stop_sequence: 2,
      route_id: 'R1',
      direction_id: '0',
      stop_id: 'S1',
      delay_s: 35,
      utc_offset_s: -28_800,
    },
  ])
})

test('a process that was killed while it wrote goes on with whole lines', async () => {
  const path = await folder()
  const run = sampleRun()
  await (await openRecorder(path)).record([visit(run, 0, 20)], dueS + 60, clock)
  await appendFile(join(path, 'stop_visits', '2026-03-02.csv'), '2026-03-02,T1,2,11,V')

  const again = await openRecorder(path)
  const before = await again.recorded('2026-03-02')
  await again.record([visit(run, 1, 35)], dueS + 200, clock)

  expect(before).toEqual([
    { tripId: 'T1', sequence: 1, vehicleId: '', arrivedS: dueS + 5, departedS: dueS + 20 },
  ])
  expect((await again.recorded('2026-03-02')).map(({ sequence }) => sequence)).toEqual([1, 11])
  const trips = await readFile(join(path, 'trips_performed', '2026-03-02.csv'), 'utf8')
  expect(trips.trim().split('\n')).toHaveLength(2)
})
