import type { Tables } from '@headway/tables/tables'
import { baselineCount, baselineNames, dayBaselines, firstBaselines } from '../baselines/day-baselines.ts'
import { collectDelays, type DelaysByHour, type UsualDelay, usualDelays } from '../baselines/delay-by-hour.ts'
import { createHistory, type History } from '../history/history.ts'
import { type HistoryFiles, saveHistory } from '../history/history-file.ts'
import { learnDay } from '../history/learn-day.ts'
import { dayRows } from './day-rows.ts'
import { gapToNext } from './departure-gaps.ts'
import { featureCount, featureNames } from './feature-list.ts'
import { fillSchedule } from './fill-schedule.ts'
import { planParts } from './plan-parts.ts'
import { readDays } from './read-days.ts'
import { RowWriter } from './row-writer.ts'
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
}

/**
 * Turns canonical stop visits into row tables in `folder`: training rows of the days before `heldOutFrom`, held-out rows
 * (with baselines) and departures of the others, in parts of about `rowsPerPart` rows that hold whole partitions.
 * Each row knows earlier days and what had departed before it on its own day, nothing else.
 */
export async function prepareRows(
  tables: Tables,
  visits: string,
  {
    folder,
    heldOutFrom,
    rowsPerPart = 400_000,
  }: { folder: string; heldOutFrom: string; rowsPerPart?: number },
): Promise<Prepared> {
  const names = createNames()
  const { partOf, parts, routes } = await planParts(tables, visits, names, rowsPerPart)
  await using training = new RowWriter(folder, 'training', trainingColumns, partOf, parts)
  await using heldOut = new RowWriter(folder, 'held-out', heldOutColumns, partOf, parts)
  await using departures = new RowWriter(folder, 'departures', ['day', 'time_s'], partOf, parts)
  const history = createHistory()
  const delays: DelaysByHour = new Map()
  let usual: Map<number, UsualDelay> | undefined
  let rows = 0
  let heldOutRows = 0
  for await (const day of readDays(tables, visits, names)) {
    fillSchedule(day, history.travels)
    if (day.date < heldOutFrom) {
      rows += writeDay(day, history, routes, training)
      collectDelays(delays, day)
    } else {
      usual ??= usualDelays(delays)
      heldOutRows += writeDay(day, history, routes, heldOut, usual)
      writeDepartures(day, departures)
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
  }
}

function writeDay(
  day: ServiceDay,
  history: History,
  routes: number,
  writer: RowWriter,
  usual?: Map<number, UsualDelay>,
): number {
  const gaps = gapToNext(day)
  const baselines = usual ? baselinesInOrder(day, history, usual) : undefined
  const first = new Float32Array(baselineCount)
  let rows = 0
  dayRows(day, history, routes, (row, from, to, madeAt) => {
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
  })
  return rows
}

function baselinesInOrder(day: ServiceDay, history: History, usual: Map<number, UsualDelay>): number[] {
  const result: number[] = []
  dayBaselines(day, history.visits, usual, (row) => {
    for (let b = 0; b < baselineCount; b++) result.push(row[b]!)
  })
  return result
}

function writeDepartures(day: ServiceDay, writer: RowWriter): void {
  const observed = Int32Array.from(day.stop.keys()).filter((v) => !Number.isNaN(day.observed[v]!))
  for (const v of observed.sort((a, b) => day.observed[a]! - day.observed[b]!)) {
    const { values, at } = writer.next(day.partition[v]!)
    values[at] = day.day
    values[at + 1] = day.observed[v]!
  }
}
