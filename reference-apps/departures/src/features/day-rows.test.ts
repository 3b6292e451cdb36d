import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dayBaselines } from '../baselines/day-baselines.ts'
import { usualDelays } from '../baselines/delay-by-hour.ts'
import { createHistory, type History } from '../history/history.ts'
import { loadHistory, saveHistory } from '../history/history-file.ts'
import { learnDay } from '../history/learn-day.ts'
import { randomFrom } from '../training/random.ts'
import { noDayContext } from './day-context.ts'
import { dayRows } from './day-rows.ts'
import { at } from './feature-list.ts'
import { createNames, type Names, type ServiceDay, serviceDay } from './service-day.ts'

const stops = ['A', 'B', 'C', 'D', 'E', 'F']
const trips = 12

/** A day on which vehicles leave A every ten minutes and need three minutes to each next stop, with random delays. */
function day(date: string, names: Names, seed: number, late: (time: number) => number = () => 0): ServiceDay {
  const random = randomFrom(seed)
  const midnight = Date.parse(`${date}T00:00:00Z`) / 1000
  const n = trips * stops.length
  const scheduled = Float64Array.from({ length: n }, (_, v) => {
    return midnight + 36_000 + Math.floor(v / stops.length) * 600 + (v % stops.length) * 180
  })
  let delay = 0
  const observed = scheduled.map((time, v) => {
    delay = (v % stops.length === 0 ? 0 : delay) + Math.round(random() * 6) * 10
    return time + delay + late(time + delay - midnight)
  })
  const text = (name: (v: number) => string) => Array.from({ length: n }, (_, v) => name(v))
  return serviceDay(
    date,
    {
      tripId: text((v) => `T${Math.floor(v / stops.length)}`),
      routeId: text(() => 'R'),
      directionId: text(() => '0'),
      stopId: text((v) => stops[v % stops.length]!),
      scheduledArrival: scheduled.map((time) => time - 20),
      scheduled,
      observedArrival: observed.map((time) => time - 25),
      observed,
      utcOffset: new Float64Array(n).fill(3600),
    },
    0,
    n,
    names,
  )
}

function taught(names: Names): History {
  const history = createHistory()
  for (let k = 1; k <= 5; k++) learnDay(history, day(`2026-03-0${k}`, names, k))
  return history
}

type Row = { features: number[]; from: number; to: number; madeAt: number }

function rowsOf(today: ServiceDay, history: History): Row[] {
  const rows: Row[] = []
  dayRows(today, history, noDayContext, 1, (row, from, to, madeAt) => {
    rows.push({ features: Array.from(row), from, to, madeAt })
  })
  return rows
}

test('every departure within thirty minutes is predicted from each stop before it', () => {
  const names = createNames()

  const rows = rowsOf(day('2026-03-06', names, 9), taught(names))

  const positioned = rows.filter(({ from }) => from >= 0)
  expect(positioned).toHaveLength(trips * 15)
  expect(rows.filter(({ from }) => from < 0)).toHaveLength(trips)
  expect(rows.every(({ features }) => features.every(Number.isFinite))).toBe(true)
})

test('what happens later changes no feature of an earlier prediction', () => {
  const names = createNames()
  const history = taught(names)
  const cut = 36_000 + 45 * 60
  const calm = rowsOf(day('2026-03-06', names, 9), history)
  const late = rowsOf(
    day('2026-03-06', names, 9, (time) => (time > cut ? 240 : 0)),
    history,
  )
  const early = (rows: Row[]) => rows.filter(({ from, madeAt }) => from >= 0 && madeAt <= cut)
  const key = ({ from, to }: Row) => `${from}>${to}`
  const known = new Map(early(late).map((row) => [key(row), row.features]))

  const same = early(calm).filter((row) => known.has(key(row)))

  expect(same.length).toBeGreaterThan(40)
  for (const row of same) expect(known.get(key(row))).toEqual(row.features)
  const after = (rows: Row[]) => rows.filter(({ from, madeAt }) => from >= 0 && madeAt > cut + 300)
  expect(after(late).map(({ features }) => features)).not.toEqual(after(calm).map(({ features }) => features))
})

test('a day teaches nothing about itself, and only what it was', () => {
  const names = createNames()
  const history = taught(names)
  const today = day('2026-03-06', names, 9)

  const before = rowsOf(today, history)

  expect(rowsOf(today, history)).toEqual(before)
  learnDay(history, today)
  expect(rowsOf(today, history)).not.toEqual(before)
})

test('without history a trip is predicted by its schedule and its delay', () => {
  const names = createNames()
  const history = createHistory()

  const [first] = rowsOf(day('2026-03-06', names, 9), history)

  expect(first!.features[at.scheduled_gap_s]).toBe(180)
  expect(first!.features[at.usual_gain_s]).toBe(0)
  expect(first!.features[at.trip_runs]).toBe(0)
})

test('baselines come in the order of the rows', () => {
  const names = createNames()
  const history = taught(names)
  const today = day('2026-03-06', names, 9)
  const seen: string[] = []

  dayBaselines(today, history.visits, usualDelays(new Map()), (row, from, to) => {
    expect(row[0]).toBe(Math.fround(today.scheduled[to]! - today.observed[from]!))
    expect(row[1]).toBe(today.scheduled[to]! - today.scheduled[from]!)
    seen.push(`${from}>${to}`)
  })

  const rows = rowsOf(today, history).filter(({ from }) => from >= 0)
  expect(seen).toEqual(rows.map(({ from, to }) => `${from}>${to}`))
})

test('a history that was saved gives the same rows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'history-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const names = createNames()
  const history = taught(names)

  const loaded = await loadHistory(await saveHistory(folder, history, names))

  const [here, there] = [day('2026-03-06', names, 9), day('2026-03-06', loaded.names, 9)]
  expect(rowsOf(there, loaded.history)).toEqual(rowsOf(here, history))
})
