import { canonicalKey } from '@headway/artifacts/partition-key'
import type { Tables } from '@headway/tables/tables'
import { readContext } from '../src/features/context.ts'
import { dayContext } from '../src/features/day-context.ts'
import { featureCount } from '../src/features/feature-list.ts'
import { fillSchedule } from '../src/features/fill-schedule.ts'
import { readDays, visitsIn } from '../src/features/read-days.ts'
import { type ReplayRows, replayRows } from '../src/features/replay-rows.ts'
import { createNames, type Names, partitionKey, type ServiceDay } from '../src/features/service-day.ts'
import { createHistory } from '../src/history/history.ts'
import { learnDay } from '../src/history/learn-day.ts'
import { scoreDay } from '../src/learning/score-day.ts'
import type { Fleet } from './fleet.ts'

const rowsPerPartition = 30
const worseBy = 1.35

/** A replayed day and the rows of each partition, by canonical key. */
export type ReplayedDay = { date: string; day: ServiceDay; rows: ReplayRows; byKey: Map<string, number[]> }

/** Rows of the days from a date on, with what all days before them have taught. */
export async function replayedDays(
  tables: Tables,
  { visits, weather, alerts, from }: { visits: string; weather: string; alerts: string; from: string },
): Promise<ReplayedDay[]> {
  const names = createNames()
  const history = createHistory()
  const context = await readContext(tables, { weather: [weather], alerts: [alerts] })
  const found: ReplayedDay[] = []
  for await (const day of readDays(tables, visitsIn([visits]), names)) {
    fillSchedule(day, history.travels)
    if (day.date >= from) {
      const rows = replayRows({
        day,
        history,
        context: dayContext(context, day, names),
        routes: names.routes.names.length,
        rowsPerPartition,
      })
      const keyOf = (row: number) =>
        canonicalKey(partitionKey(nameOf(names, day.partition[rows.to[row] as number] as number)))
      found.push({ date: day.date, day, rows, byKey: Map.groupBy(Array(rows.rows).keys(), keyOf) })
    }
    learnDay(history, day)
  }
  return found
}

/** A line for each day: errors (s), waits (s) and misses of each predictor, and errors where works lie on the stretch. */
export async function scoreDays(fleet: Fleet, days: readonly ReplayedDay[]): Promise<string[]> {
  const lines: string[] = []
  for (const { day, rows, byKey } of days) {
    const { p50, rider, covered } = await answer(fleet, rows, byKey)
    const answered = { version: null, p50, rider } as Parameters<typeof scoreDay>[2]
    const scores = scoreDay(day, rows, answered)
    const all = Object.entries(scores.all).map(([name, { mae, meanWaitS, missRate, bufferS }]) => {
      const wait = `${meanWaitS?.toFixed(0)} s wait at ${bufferS}, ${(100 * missRate).toFixed(1)} % missed`
      return `${name} ${mae.toFixed(1)} (${wait})`
    })
    const works = Object.entries(scores.underDetour ?? {}).map(
      ([name, { mae }]) => `${name} ${mae.toFixed(1)}`,
    )
    lines.push(`  ${day.date} ${all.join('  ')}  p10-p90 ${(100 * covered).toFixed(0)} %`)
    if (works.length > 0) lines.push(`    works on the stretch: ${works.join('  ')}`)
  }
  return lines
}

/** Partitions (canonical keys) whose error is larger by a third between two dates than before them, worst first. */
export async function worstPartitions(
  fleet: Fleet,
  days: readonly ReplayedDay[],
  from: string,
  before: string,
): Promise<string[]> {
  const sums = new Map<string, Sums>()
  for (const { date, rows, byKey } of days.filter((each) => each.date < before)) {
    const { p50 } = await answer(fleet, rows, byKey)
    for (const [key, list] of byKey) {
      const sum = sums.get(key) ?? { quiet: 0, quietRows: 0, inDetour: 0, detourRows: 0 }
      sums.set(key, sum)
      const error = list.reduce(
        (total, row) => total + Math.abs((p50[row] as number) - (rows.target[row] as number)),
        0,
      )
      if (date < from) {
        sum.quiet += error
        sum.quietRows += list.length
      } else {
        sum.inDetour += error
        sum.detourRows += list.length
      }
    }
  }
  const ratio = (key: string) => {
    const { quiet, quietRows, inDetour, detourRows } = sums.get(key) as Sums
    return inDetour / detourRows / (quiet / quietRows)
  }
  return [...sums.keys()].filter((key) => ratio(key) > worseBy).sort((a, b) => ratio(b) - ratio(a))
}

type Sums = { quiet: number; quietRows: number; inDetour: number; detourRows: number }

function nameOf({ partitions }: Names, code: number): string {
  return partitions.names[code] as string
}

async function answer(fleet: Fleet, rows: ReplayRows, byKey: Map<string, number[]>) {
  const p50 = new Float32Array(rows.rows)
  const rider = new Float32Array(rows.rows)
  let covered = 0
  for (const [key, list] of byKey) {
    const features = new Float32Array(list.length * featureCount)
    list.forEach((row, k) => {
      features.set(rows.features.subarray(row * featureCount, (row + 1) * featureCount), k * featureCount)
    })
    const answers = await fleet.predict(key, features)
    list.forEach((row, k) => {
      p50[row] = answers.p50[k] as number
      rider[row] = answers.rider[k] as number
      const target = rows.target[row] as number
      if (target >= (answers.p10[k] as number) && target <= (answers.p90[k] as number)) covered++
    })
  }
  return { p50, rider, covered: covered / rows.rows }
}
