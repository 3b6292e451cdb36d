import { expect, test } from 'vitest'
import { createHistory } from '../history/history.ts'
import { type Context, noContext } from './context.ts'
import { dayContext, worksOnStretch } from './day-context.ts'
import { dayRows } from './day-rows.ts'
import { at } from './feature-list.ts'
import { createNames } from './service-day.ts'
import { simulatedDay } from './simulated-day.ts'

const day = '2026-03-09'
const midnight = Date.parse(`${day}T00:00:00Z`) / 1000
const noon = midnight + 32_000

function context(told: Partial<Context>): Context {
  return { ...noContext, ...told }
}

function alertAt(stopId: string, effect: string, knownS: number, endedS: number | null) {
  return { routeId: 'R1', directionId: '0', stopId, effect, knownS, endedS }
}

function rows(told: Context) {
  const names = createNames()
  const today = simulatedDay(day, names, 3)
  const found: { from: number; to: number; madeAt: number; row: number[] }[] = []
  dayRows(today, createHistory(), dayContext(told, today, names), 2, (row, from, to, madeAt) =>
    found.push({ from, to, madeAt, row: Array.from(row) }),
  )
  return { today, found: found.filter(({ from }) => from >= 0) }
}

test('an alert counts from when it is known until it is over, on the segments ahead alone', () => {
  const { today, found } = rows(context({ alerts: [alertAt('D', 'SIGNIFICANT_DELAYS', noon, noon + 1800)] }))

  for (const { from, to, madeAt, row } of found) {
    const isFirstRoute = to < today.stop.length / 2
    const passes = from % 7 < 3 && to % 7 >= 3
    const inForce = madeAt >= noon - midnight && madeAt < noon - midnight + 1800
    expect(row[at.alert_gap_s]).toBe(isFirstRoute && passes && inForce ? 200 : 0)
    expect(row[at.alert_age_s]).toBe(
      row[at.alert_gap_s]! > 0 ? Math.fround(madeAt - (noon - midnight)) : 7200,
    )
  }
  expect(found.some(({ row }) => row[at.alert_gap_s] === 200)).toBe(true)
})

test('works without an end go on, and lie on the stretches that pass them', () => {
  const names = createNames()
  const today = simulatedDay(day, names, 3)
  const works = dayContext(
    context({ alerts: [alertAt('D', 'DETOUR', midnight - 5 * 86_400, null)] }),
    today,
    names,
  )

  expect(worksOnStretch(works, today, 1, 4, 40_000)).toBe(true)
  expect(worksOnStretch(works, today, 3, 4, 40_000)).toBe(false)
  expect(worksOnStretch(works, today, -1, 0, 40_000)).toBe(false)
})

test('the weather of an hour is known when the hour is over, and for three hours', () => {
  const { found } = rows(context({ weather: [{ knownS: noon, precipitationMm: 2.4, snow: false }] }))

  for (const { madeAt, row } of found) {
    const isKnown = madeAt >= noon - midnight && madeAt <= noon - midnight + 3 * 3600
    expect(row[at.rain_mm]).toBe(isKnown ? Math.fround(2.4) : 0)
    expect(row[at.snow_mm]).toBe(0)
  }
})
