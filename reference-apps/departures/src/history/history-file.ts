import { join } from 'node:path'
import { codeOf } from '../features/dictionary.ts'
import { column, type RowTable, readRows, writeRows } from '../features/row-file.ts'
import { createNames, type Names, partitionKey, partitionName } from '../features/service-day.ts'
import { createHistory, type History } from './history.ts'
import {
  bandsPerPair,
  createPairHistory,
  fromKey,
  type PairHistory,
  pairKey,
  placePair,
} from './pair-history.ts'
import { createVisitHistory, fromVisitKey, placeVisit, runsKept } from './visit-history.ts'

/** Where the three tables of a history are, and the last service date in them. */
export type HistoryFiles = { visits: string; pairs: string; travels: string; through: string | null }

const runs = Array.from({ length: runsKept }, (_, run) => run)
const visitColumns = [
  'time_of_day_s',
  ...runs.map((run) => `day_${run}`),
  ...runs.map((run) => `delay_${run}_s`),
]
const pairColumns = ['from', 'band', 'count', 'mean_s', 'median_s', 'scale_s']

// The band that stands for all hours, and the place of a pair that begins before the first stop.
const everyBand = -1
const nowhere = -1

/**
 * Writes what earlier days taught as row tables in `folder`: with them, live predictions get the same features as
 * training rows. Visits: one row for each partition and scheduled time of day. Pairs and travels: one for each pair and
 * band, `from` counting the partitions of the visit table.
 */
export async function saveHistory(folder: string, history: History, names: Names): Promise<HistoryFiles> {
  const path = (table: string) => join(folder, `${table}-history.rows`)
  const files = { visits: path('visit'), pairs: path('pair'), travels: path('travel') }
  const order = names.partitions.names.map((_, code) => code)
  await writeRows(files.visits, tableOf(visitColumns, order, names, visitRows(history)))
  await writeRows(files.pairs, tableOf(pairColumns, order, names, pairRows(history.pairs)))
  await writeRows(files.travels, tableOf(pairColumns, order, names, pairRows(history.travels)))
  return { ...files, through: history.through }
}

/** Reads a history and the names its numbers stand for. */
export async function loadHistory(files: HistoryFiles): Promise<{ history: History; names: Names }> {
  const names = createNames()
  const visits = await readRows(files.visits)
  for (const { key } of visits.partitions) codeOf(names.partitions, partitionName(key))
  const history = {
    ...createHistory(),
    visits: visitsFrom(visits),
    pairs: pairsFrom(await readRows(files.pairs)),
    travels: pairsFrom(await readRows(files.travels)),
    through: files.through,
  }
  return { history, names }
}

type Rows = Map<number, number[][]>

function visitRows({ visits }: History): Rows {
  const rows: Rows = new Map()
  for (const [key, slot] of visits.index) {
    const { partition, timeOfDay } = fromVisitKey(key)
    const from = slot * runsKept
    const days = visits.days.subarray(from, from + runsKept)
    const delays = visits.delays.subarray(from, from + runsKept)
    // The oldest run comes first, so that the next one to forget is known again.
    const next = visits.next[slot]!
    const turned = runs.map((run) => (next + run) % runsKept)
    const row = [timeOfDay, ...turned.map((run) => days[run]!), ...turned.map((run) => delays[run]!)]
    push(rows, partition, row)
  }
  return rows
}

function visitsFrom(table: RowTable): History['visits'] {
  const visits = createVisitHistory()
  const times = column(table, 'time_of_day_s')
  for (const [code, { from, to }] of table.partitions.entries()) {
    for (let row = from; row < to; row++) {
      const slot = placeVisit(visits, code, times[row]!)
      for (const run of runs) {
        visits.days[slot * runsKept + run] = table.columns[1 + run]![row]!
        visits.delays[slot * runsKept + run] = table.columns[1 + runsKept + run]![row]!
      }
    }
  }
  return visits
}

function pairRows(pairs: PairHistory): Rows {
  const rows: Rows = new Map()
  for (const [key, place] of pairs.index) {
    const { from, to } = fromKey(key)
    const start = from < 0 ? nowhere : from
    const { count, mean, median, scale } = pairs.all
    push(rows, to, [start, everyBand, count[place]!, mean[place]!, median[place]!, scale[place]!])
    for (let band = 0; band < bandsPerPair; band++) {
      const at = place * bandsPerPair + band
      const seen = pairs.banded.count[at]!
      if (seen === 0) continue
      const { banded } = pairs
      push(rows, to, [start, band, seen, banded.mean[at]!, banded.median[at]!, banded.scale[at]!])
    }
  }
  return rows
}

function pairsFrom(table: RowTable): History['pairs'] {
  const pairs = createPairHistory()
  const [starts, bands, ...figures] = pairColumns.map((name) => column(table, name))
  for (const [code, { from, to }] of table.partitions.entries()) {
    for (let row = from; row < to; row++) {
      const place = placePair(pairs, pairKey(starts![row]!, code))
      const band = bands![row]!
      const into = band === everyBand ? pairs.all : pairs.banded
      const at = band === everyBand ? place : place * bandsPerPair + band
      into.count[at] = figures[0]![row]!
      into.mean[at] = figures[1]![row]!
      into.median[at] = figures[2]![row]!
      into.scale[at] = figures[3]![row]!
    }
  }
  return pairs
}

function push(rows: Rows, partition: number, row: number[]): void {
  const known = rows.get(partition)
  if (known) known.push(row)
  else rows.set(partition, [row])
}

function tableOf(
  columnNames: readonly string[],
  order: readonly number[],
  names: Names,
  rows: Rows,
): RowTable {
  const partitions: RowTable['partitions'] = []
  const all: number[][] = []
  for (const code of order) {
    const from = all.length
    for (const row of rows.get(code) ?? []) all.push(row)
    partitions.push({ key: partitionKey(names.partitions.names[code]!), from, to: all.length })
  }
  const columns = columnNames.map((_, c) => Float32Array.from(all, (row) => row[c]!))
  return { columnNames, rows: all.length, columns, partitions }
}
