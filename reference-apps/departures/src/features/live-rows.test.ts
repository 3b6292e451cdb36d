import { expect, test } from 'vitest'
import { createHistory } from '../history/history.ts'
import { learnDay } from '../history/learn-day.ts'
import { noDayContext } from './day-context.ts'
import { dayRows } from './day-rows.ts'
import { at } from './feature-list.ts'
import {
  assumedRows,
  departureRows,
  firstRows,
  type LiveDay,
  openLiveDay,
  recordDeparture,
} from './live-rows.ts'
import { createNames, type Names, type ServiceDay } from './service-day.ts'
import { simulatedDay } from './simulated-day.ts'

const tripsPerRoute = 14
const routes = ['R1', 'R2']
const stopCount = 7

type Row = { features: number[]; madeAt: number }

function taught(names: Names) {
  const history = createHistory()
  for (let k = 1; k <= 6; k++) learnDay(history, simulatedDay(`2026-03-0${k}`, names, k))
  return history
}

/** The day as it was scheduled, nothing of it observed yet. */
function notBegun(day: ServiceDay): ServiceDay {
  const unknown = () => new Float64Array(day.observed.length).fill(Number.NaN)
  return { ...day, observed: unknown(), observedArrival: unknown() }
}

function inOrder(day: ServiceDay): number[] {
  const seen = Array.from(day.observed.keys()).filter((v) => !Number.isNaN(day.observed[v]!))
  return seen.sort((a, b) => day.observed[a]! - day.observed[b]! || a - b)
}

function record(live: LiveDay, day: ServiceDay, visit: number): void {
  recordDeparture(live, visit, day.observed[visit]!, day.observedArrival[visit]!)
}

test('live rows are those of the finished day, one by one', () => {
  const names = createNames()
  const history = taught(names)
  const day = simulatedDay('2026-03-09', names, 99)
  const trained = new Map<string, Row>()
  dayRows(day, history, noDayContext, routes.length, (row, from, to, madeAt) => {
    trained.set(`${from}>${to}`, { features: Array.from(row), madeAt })
  })
  const live = openLiveDay({ day: notBegun(day), history, routes: routes.length })
  const lived = new Map<string, Row>()
  const sink = (row: Float32Array, from: number, to: number, madeAt: number) =>
    lived.set(`${from}>${to}`, { features: Array.from(row), madeAt })

  for (let trip = 0; trip < routes.length * tripsPerRoute; trip++) firstRows(live, trip, 40_000, sink)
  for (const visit of inOrder(day)) {
    record(live, day, visit)
    departureRows(live, visit, sink)
  }

  const both = [...trained].filter(([key]) => lived.has(key))
  expect(both.length).toBeGreaterThan(0.95 * trained.size)
  expect(lived.size).toBeGreaterThan(trained.size * 0.95)
  for (const [key, row] of both) expect(lived.get(key), key).toEqual(row)
})

test('a day that is opened again in the middle goes on with the same rows', () => {
  const names = createNames()
  const history = taught(names)
  const day = simulatedDay('2026-03-09', names, 7)
  const order = inOrder(day)
  const middle = order.length >> 1
  const rowsFrom = (live: LiveDay) => {
    const rows: number[][] = []
    for (const visit of order.slice(middle)) {
      record(live, day, visit)
      departureRows(live, visit, (row) => rows.push(Array.from(row)))
    }
    return rows
  }
  const uninterrupted = openLiveDay({ day: notBegun(day), history, routes: routes.length })
  for (const visit of order.slice(0, middle)) {
    record(uninterrupted, day, visit)
    departureRows(uninterrupted, visit, () => {})
  }
  const known = notBegun(day)
  for (const visit of order.slice(0, middle)) {
    known.observed[visit] = day.observed[visit]!
    known.observedArrival[visit] = day.observedArrival[visit]!
  }

  const again = rowsFrom(openLiveDay({ day: known, history, routes: routes.length }))

  expect(again).toEqual(rowsFrom(uninterrupted))
})

test('an assumed departure predicts the stops ahead and leaves no trace', () => {
  const names = createNames()
  const history = taught(names)
  const day = notBegun(simulatedDay('2026-03-09', names, 7))
  const live = openLiveDay({ day, history, routes: routes.length })
  const rows: number[][] = []

  assumedRows(live, 0, day.scheduled[0]! + 120, (row) => rows.push(Array.from(row)))

  expect(rows).toHaveLength(stopCount - 1)
  expect(rows.every((row) => row[at.delay_s] === 120)).toBe(true)
  expect(Number.isNaN(day.observed[0]!)).toBe(true)
  expect(live.pending).toEqual([])
})
