import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables } from '@headway/tables/tables'
import { expect, onTestFinished, test } from 'vitest'
import { createScoreboards, scorePart } from '../scoring/score-part.ts'
import { scoresOf } from '../scoring/scoreboard.ts'
import { digestOfVisits } from './earlier-rows.ts'
import { at, featureCount } from './feature-list.ts'
import { heldOutColumns, type Prepared, prepareRows, type RowPlan } from './prepare.ts'
import { visitsIn } from './read-days.ts'
import { column, readRows } from './row-file.ts'

// Two routes of four stops, ten trips a day for ten days, delays from a hash; every hundredth visit was not observed.
const visits = `SELECT DATE '2026-03-01' + d::INTEGER AS service_date, 'T' || r || '-' || t AS trip_id,
    s::INTEGER AS stop_sequence, 'R' || r AS route_id, '0' AS direction_id, 'S' || s AS stop_id,
    epoch(DATE '2026-03-01' + d::INTEGER)::DOUBLE + 36000 + t * 900 + s * 240 - 30 AS scheduled_arrival_s,
    epoch(DATE '2026-03-01' + d::INTEGER)::DOUBLE + 36000 + t * 900 + s * 240 AS scheduled_s,
    NULL::DOUBLE AS observed_arrival_s,
    CASE WHEN hash(d, r, t, s) % 100 > 0 THEN scheduled_s + (hash(d, r, t) % 120)::DOUBLE + 20 * s END AS observed_s,
    3600.0::DOUBLE AS utc_offset_s
  FROM range(10) days(d), range(2) routes(r), range(10) trips(t), range(1, 5) stops(s)`

async function prepared(limits: Partial<RowPlan> = {}, source = visits): Promise<Prepared> {
  const folder = await mkdtemp(join(tmpdir(), 'prepare-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await using tables = await openTables({ memoryLimit: '200MB', threads: 1 })
  const file = join(folder, 'visits.parquet')
  await tables.copyToParquet(source, file)
  return await prepareRows(tables, visitsIn([file]), {
    folder,
    heldOutFrom: '2026-03-09',
    rowsPerPartition: 0,
    heldOutRowsPerPartition: 0,
    recentShare: 0,
    rowsPerPart: 1000,
    ...limits,
  })
}

test('rows are parted by partition, and days held out are in the held-out tables alone', async () => {
  const { training, heldOut, departures, rows, heldOutRows } = await prepared()

  const tables = await Promise.all([...training, ...heldOut].map(readRows))
  const firstHeldOut = Date.parse('2026-03-09') / 86_400_000
  expect(training.length).toBeGreaterThan(1)
  expect([heldOut.length, departures.length]).toEqual([training.length, training.length])
  const earlier = tables.slice(0, training.length)
  const later = tables.slice(training.length)
  expect(earlier.reduce((sum, table) => sum + table.rows, 0)).toBe(rows)
  expect(later.reduce((sum, table) => sum + table.rows, 0)).toBe(heldOutRows)
  expect(earlier.every((table) => column(table, 'day').every((day) => day < firstHeldOut))).toBe(true)
  expect(later.every((table) => column(table, 'day').every((day) => day >= firstHeldOut))).toBe(true)
  for (const [part, table] of later.entries()) {
    expect(table.columnNames).toEqual(heldOutColumns)
    expect(table.partitions.map(({ key }) => key)).toEqual(earlier[part]!.partitions.map(({ key }) => key))
  }
  const keys = earlier.flatMap((table) => table.partitions.map(({ key }) => key.join()))
  expect(keys).toEqual([
    'R0,0,S1',
    'R0,0,S2',
    'R0,0,S3',
    'R0,0,S4',
    'R1,0,S1',
    'R1,0,S2',
    'R1,0,S3',
    'R1,0,S4',
  ])
})

test('features are finite, and the baselines that can speak do', async () => {
  const { training, heldOut } = await prepared()

  for (const path of [...training, ...heldOut]) {
    const table = await readRows(path)
    expect(table.columns.slice(0, featureCount).every((values) => values.every(Number.isFinite))).toBe(true)
  }
  const [table] = await Promise.all(heldOut.slice(-1).map(readRows))
  expect(column(table!, 'kalman').every((seconds) => seconds > 0)).toBe(true)
})

test('scoring a part gives every predictor the same rows', async () => {
  const { heldOut, departures } = await prepared()
  const boards = createScoreboards()

  for (const [part, path] of heldOut.entries()) {
    const usual = (_: readonly string[], features: Float32Array, rows: number) => {
      const gap = (row: number) => features[row * featureCount + at.scheduled_gap_s]!
      const gain = (row: number) => features[row * featureCount + at.usual_gain_s]!
      const p50 = Float32Array.from({ length: rows }, (_row, row) => gap(row) + gain(row))
      return { p10: p50, p50, p90: p50, rider: p50 }
    }
    await scorePart(await readRows(path), await readRows(departures[part]!), usual, boards)
  }

  const all = [...boards.values()].flatMap(scoresOf).filter(({ horizon }) => horizon === 'all')
  expect(new Set(all.map(({ n }) => n)).size).toBe(1)
  const error = (name: string) => all.find(({ predictor }) => predictor === name)!.maeSeconds!
  expect(error('deployed')).toBeLessThan(error('delay_propagated'))
  expect(error('delay_propagated')).toBeLessThan(error('schedule'))
})

test('a sample holds about the rows asked for of each partition, always the same ones', async () => {
  const limits = { rowsPerPartition: 60, heldOutRowsPerPartition: 20 }
  const { training, heldOut, rows } = await prepared(limits)

  const counts = (await readRows(training[0]!)).partitions.map(({ from, to }) => to - from)
  expect(rows).toBeLessThan((await prepared()).rows)
  expect(counts.every((count) => count > 35 && count < 85)).toBe(true)
  expect((await readRows(heldOut[0]!)).rows).toBeGreaterThan(100)
  const [again] = (await prepared(limits)).training
  expect(await readRows(again!)).toEqual(await readRows(training[0]!))
})

test('recent days can be given more of the rows', async () => {
  const ofLastDay = async (recentShare: number) => {
    const { training, rows } = await prepared({ rowsPerPartition: 60, recentShare })
    const days = await Promise.all(training.map(async (path) => [...column(await readRows(path), 'day')]))
    return days.flat().filter((day) => day === Date.parse('2026-03-08') / 86_400_000).length / rows
  }

  expect(await ofLastDay(0.8)).toBeGreaterThan(2 * (await ofLastDay(0)))
})

test('rows can be made of some partitions alone', async () => {
  const only = new Set(['R1\t0\tS2', 'R1\t0\tS4'])
  const { training, heldOut, departures } = await prepared({ only })

  for (const paths of [training, heldOut, departures]) {
    const tables = await Promise.all(paths.map(readRows))
    expect(tables.flatMap((table) => table.partitions.map(({ key }) => key.join('\t')))).toEqual([...only])
  }
  await expect(prepared({ only: new Set(['R9\t0\tS1']) })).rejects.toThrow('none of the wanted')
})

test('rows of some partitions go on from an earlier preparation: later days are gone through alone', async () => {
  const through = '2026-03-07'
  const before = await prepared(
    { heldOutFrom: '2026-03-06' },
    `SELECT * FROM (${visits}) WHERE service_date <= DATE '${through}'`,
  )
  await using tables = await openTables({ memoryLimit: '200MB', threads: 1 })
  const earlier = (digest: string) => ({
    through,
    visits: digest,
    history: before.history,
    parts: before.training.map((training, part) => ({
      first: before.firsts[part] ?? '',
      training: async () => training,
      heldOut: async () => before.heldOut[part] ?? '',
    })),
  })
  const only = new Set(['R0\t0\tS3', 'R1\t0\tS4'])
  const told = { only, heldOutFrom: '2026-03-09' }
  const digest = await digestOfVisits(tables, `(${visits})`, through)

  const anew = await prepared(told)
  const onward = await prepared({ ...told, earlier: earlier(digest) })
  const fewer = await prepared({ ...told, rowsPerPartition: 40, earlier: earlier(digest) })
  const changed = await prepared({ ...told, earlier: earlier('others') })

  expect([anew.days, onward.days, changed.days]).toEqual([10, 3, 10])
  for (const table of ['training', 'heldOut', 'departures'] as const) {
    const [all, taken] = await Promise.all(
      [anew[table], onward[table]].map((paths) => readRows(paths[0] ?? '')),
    )
    expect(taken?.partitions).toEqual(all?.partitions)
    expect(taken?.columns).toEqual(all?.columns)
  }
  expect(onward.rows).toBe(anew.rows)
  const { partitions } = await readRows(fewer.training[0] ?? '')
  for (const { from, to } of partitions) {
    expect(to - from).toBeGreaterThan(25)
    expect(to - from).toBeLessThan(60)
  }
})
