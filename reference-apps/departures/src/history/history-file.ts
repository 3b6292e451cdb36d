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
import type { RunningStatistics } from './running-statistics.ts'
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
  await writeRows(files.visits, tableOf(visitColumns, names, visitRows(history)))
  await writeRows(files.pairs, tableOf(pairColumns, names, pairRows(history.pairs)))
  await writeRows(files.travels, tableOf(pairColumns, names, pairRows(history.travels)))
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

/** Rows of figures of each partition, to be written in the order of the partitions. */
type Rows = { partition: number[]; figures: number[] }

function visitRows({ visits }: History): Rows {
  const rows: Rows = { partition: [], figures: [] }
  for (let slot = 0; slot < visits.index.size; slot++) {
    const { partition, timeOfDay } = fromVisitKey(visits.index.keys[slot]!)
    rows.partition.push(partition)
    rows.figures.push(timeOfDay)
    // The oldest run comes first, so that the next one to forget is known again.
    for (const kept of [visits.days, visits.delays]) {
      for (const run of runs) {
        rows.figures.push(kept[slot * runsKept + ((visits.next[slot]! + run) % runsKept)]!)
      }
    }
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
  const rows: Rows = { partition: [], figures: [] }
  const push = (key: number, band: number, { count, mean, median, scale }: RunningStatistics, at: number) => {
    const { from, to } = fromKey(key)
    rows.partition.push(to)
    rows.figures.push(from < 0 ? nowhere : from, band, count[at]!, mean[at]!, median[at]!, scale[at]!)
  }
  for (let place = 0; place < pairs.index.size; place++) {
    const key = pairs.index.keys[place]!
    push(key, everyBand, pairs.all, place)
    for (let band = 0; band < bandsPerPair; band++) {
      const at = place * bandsPerPair + band
      if (pairs.banded.count[at]! > 0) push(key, band, pairs.banded, at)
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

function tableOf(columnNames: readonly string[], { partitions }: Names, rows: Rows): RowTable {
  const next = new Int32Array(partitions.names.length + 1)
  for (const partition of rows.partition) next[partition + 1]! += 1
  for (let code = 0; code < partitions.names.length; code++) next[code + 1]! += next[code]!
  const ranges = partitions.names.map((name, code) => ({
    key: partitionKey(name),
    from: next[code]!,
    to: next[code + 1]!,
  }))
  const columns = columnNames.map(() => new Float32Array(rows.partition.length))
  rows.partition.forEach((partition, row) => {
    const at = next[partition]!
    next[partition] = at + 1
    for (let c = 0; c < columns.length; c++) columns[c]![at] = rows.figures[row * columns.length + c]!
  })
  return { columnNames, rows: rows.partition.length, columns, partitions: ranges }
}
