import { DomainError } from '@headway/kit/errors'
import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { baselineCount, baselineNames, dayBaselines, firstBaselines } from '../baselines/day-baselines.ts'
import { collectDelays, type DelaysByHour, type UsualDelay, usualDelays } from '../baselines/delay-by-hour.ts'
import { createHistory, type History } from '../history/history.ts'
import { type HistoryFiles, loadHistory, saveHistory } from '../history/history-file.ts'
import { learnDay } from '../history/learn-day.ts'
import { type Context, noContext } from './context.ts'
import { type DayContext, dayContext } from './day-context.ts'
import { dayRows } from './day-rows.ts'
import { gapToNext } from './departure-gaps.ts'
import { collectEarlierDelays, digestOfVisits, type EarlierRows, takeEarlierRows } from './earlier-rows.ts'
import { featureCount, featureNames } from './feature-list.ts'
import { fillSchedule } from './fill-schedule.ts'
import { planParts } from './plan-parts.ts'
import type { RowSink, Wanted } from './prediction-rows.ts'
import { readDays } from './read-days.ts'
import { heldOutQuota, type RowSpread, trainingQuota } from './row-quotas.ts'
import { RowWriter } from './row-writer.ts'
import { sampleOfDay } from './sample-rows.ts'
import { createNames, type ServiceDay } from './service-day.ts'

/** Columns beside the features: the day (since 1970), when the prediction was made (s of the day), and the truth. */
export const outcomeNames = ['day', 'made_at_s', 'target_s', 'gap_to_next_s'] as const

/** Columns of a table of training rows. */
export const trainingColumns = [...featureNames, ...outcomeNames]

/** Columns of a table of held-out rows. */
export const heldOutColumns = [...trainingColumns, ...baselineNames]

export type Prepared = {
  training: string[]
  heldOut: string[]
  departures: string[]
  rows: number
  heldOutRows: number
  /** What all days read have taught, for rows of days to come. */
  history: HistoryFiles
  /** The name of the first partition of each part. */
  firsts: string[]
  /** How many days were gone through; those of an earlier preparation were not. */
  days: number
}

export type RowPlan = RowSpread & {
  folder: string
  /** The first held-out service date. */
  heldOutFrom: string
  /** Names of the partitions that get rows; all of them where it is not given. */
  only?: ReadonlySet<string> | undefined
  context?: Context
  rowsPerPart?: number
  /** Of some partitions (`only`), rows of days that were prepared before are taken from there. */
  earlier?: EarlierRows | undefined
}

/**
 * Turns canonical stop visits into row tables in `folder`: training rows of the days before `heldOutFrom`, held-out rows
 * (with baselines) and departures of the others, in parts of about `rowsPerPart` rows that hold whole partitions.
 * Each row knows earlier days and what had departed before it on its own day, nothing else.
 */
export async function prepareRows(tables: Tables, visits: string, given: RowPlan): Promise<Prepared> {
  const { folder, heldOutFrom, context = noContext, rowsPerPart = 400_000 } = given
  const earlier = await usableEarlier(tables, visits, given)
  const { history, names } = earlier
    ? await loadHistory(earlier.history)
    : { history: createHistory(), names: createNames() }
  const earlierThrough = earlier?.through
  const plan = await planParts(tables, visits, names, { ...given, rowsPerPart, earlierThrough })
  const { partOf, parts, routes } = plan
  if (parts === 0) throw noPartition(given.only)
  await using training = new RowWriter(folder, 'training', trainingColumns, partOf, parts)
  await using heldOut = new RowWriter(folder, 'held-out', heldOutColumns, partOf, parts)
  await using departures = new RowWriter(folder, 'departures', ['day', 'time_s'], partOf, parts)
  const delays: DelaysByHour = new Map()
  let usual: Map<number, UsualDelay> | undefined
  let rows = 0
  let heldOutRows = 0
  const of = (day: ServiceDay) => dayContext(context, day, names)
  const firstHeldOut = Date.parse(heldOutFrom) / 86_400_000
  let days = 0
  if (earlier && given.only) {
    const newDays = firstHeldOut - Date.parse(earlier.through) / 86_400_000 - 1
    rows += await takeEarlierRows(earlier, training, { plan, names, spread: given, newDays })
    await collectEarlierDelays(tables, visits, { through: earlier.through, only: given.only, names }, delays)
  }
  for await (const day of readDays(tables, visitsAfter(visits, earlierThrough), names)) {
    days++
    fillSchedule(day, history.travels)
    if (day.date < heldOutFrom) {
      const quota = trainingQuota(plan, given, day, firstHeldOut - 1 - day.day)
      rows += writeDay(day, history, of(day), routes, training, sampleOfDay(day, quota))
      collectDelays(delays, day)
    } else {
      usual ??= usualDelays(delays)
      const quota = heldOutQuota(plan, given, day)
      heldOutRows += writeDay(day, history, of(day), routes, heldOut, sampleOfDay(day, quota), usual)
      writeDepartures(day, departures, partOf)
    }
    learnDay(history, day)
  }
  const { names: partitions } = names.partitions
  return {
    training: await training.finish(partitions),
    heldOut: await heldOut.finish(partitions),
    departures: await departures.finish(partitions),
    rows,
    heldOutRows,
    history: await saveHistory(folder, history, names),
    firsts: plan.firsts,
    days,
  }
}

function visitsAfter(visits: string, date: string | undefined): string {
  return date === undefined ? visits : `(SELECT * FROM ${visits} WHERE service_date > ${literal(date)})`
}

/** The earlier preparation where it is of the same visits, and every held-out day comes after it. */
async function usableEarlier(
  tables: Tables,
  visits: string,
  { earlier, only, heldOutFrom }: RowPlan,
): Promise<EarlierRows | undefined> {
  if (!earlier || !only || heldOutFrom <= earlier.through) return undefined
  const digest = await digestOfVisits(tables, visits, earlier.through)
  return digest === earlier.visits ? earlier : undefined
}

function noPartition(only: ReadonlySet<string> | undefined): DomainError {
  return new DomainError('FAILED_PRECONDITION', 'none of the wanted partitions has a visit', {
    field: 'partitions',
    value: only?.size,
    expected: 'partitions of the visits',
  })
}

function writeDay(
  day: ServiceDay,
  history: History,
  context: DayContext,
  routes: number,
  writer: RowWriter,
  wanted: Wanted,
  usual?: Map<number, UsualDelay>,
): number {
  const gaps = gapToNext(day)
  const baselines = usual ? baselinesInOrder(day, history, usual, wanted) : undefined
  const first = new Float32Array(baselineCount)
  let rows = 0
  const write: RowSink = (row, from, to, madeAt) => {
    const { values, at } = writer.next(day.partition[to]!)
    values.set(row, at)
    values[at + featureCount] = day.day
    values[at + featureCount + 1] = madeAt
    values[at + featureCount + 2] = day.observed[to]! - madeAt
    values[at + featureCount + 3] = Number.isNaN(gaps[to]!) ? -1 : gaps[to]!
    if (baselines && usual) {
      const offset = at + featureCount + outcomeNames.length
      if (from >= 0) {
        for (let b = 0; b < baselineCount; b++) values[offset + b] = baselines[rows * baselineCount + b]!
      } else {
        firstBaselines(day, usual, to, madeAt, first)
        values.set(first, offset)
      }
    }
    rows++
  }
  dayRows(day, history, context, routes, write, wanted)
  return rows
}

function baselinesInOrder(
  day: ServiceDay,
  history: History,
  usual: Map<number, UsualDelay>,
  wanted: Wanted,
): number[] {
  const result: number[] = []
  const push = (row: Float32Array) => {
    for (let b = 0; b < baselineCount; b++) result.push(row[b]!)
  }
  dayBaselines(day, history.visits, usual, push, wanted)
  return result
}

function writeDepartures(day: ServiceDay, writer: RowWriter, partOf: Int32Array): void {
  const isWanted = (v: number) => !Number.isNaN(day.observed[v]!) && partOf[day.partition[v]!]! >= 0
  const observed = Int32Array.from(day.stop.keys()).filter(isWanted)
  for (const v of observed.sort((a, b) => day.observed[a]! - day.observed[b]!)) {
    const { values, at } = writer.next(day.partition[v]!)
    values[at] = day.day
    values[at + 1] = day.observed[v]!
  }
}
