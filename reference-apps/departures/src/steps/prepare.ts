import { DomainError } from '@headway/kit/errors'
import { openTables, type Tables } from '@headway/tables/tables'
import { defineStep } from '@headway/worker/define-step'
import type { TaskContext } from '@headway/worker/task-context'
import { z } from 'zod'
import { readContext } from '../features/context.ts'
import { digestOfVisits } from '../features/earlier-rows.ts'
import { prepareRows } from '../features/prepare.ts'
import { visitsIn } from '../features/read-days.ts'
import { earlierRows, preparedFile } from './prepared-file.ts'
import type { RowPart } from './row-parts.ts'
import { stepPackage } from './step-package.ts'
import { isPartial, wantedPartitions } from './wanted-partitions.ts'

const parameters = z.object({
  holdOutShare: z.number().gt(0).lt(1).nullish(),
  holdOutDays: z.number().int().positive().nullish(),
  rowsPerPartition: z.number().int().nonnegative().default(0),
  heldOutRowsPerPartition: z.number().int().nonnegative().default(0),
  recentShare: z.number().min(0).max(1).default(0),
  memory: z.string().default('700MB'),
})

type Parameters = z.output<typeof parameters>

/**
 * Turns the clean visits (input `visits`, Parquet) into row tables: training rows of the earlier days, held-out rows and
 * departures of the last `holdOutDays` service days, or the last `holdOutShare` of them. At most `rowsPerPartition` and
 * `heldOutRowsPerPartition` rows of each partition (0: all of them), `recentShare` of the former by halves from the last
 * training days. With a list of partitions (input `partitions`) the others get no rows, and the days of an earlier
 * preparation of all partitions (input `earlier`, its output `prepared`) are not gone through again.
 * Inputs `weather`, `alerts` and `earlier` may be empty. Outputs `parts`, a list of RowPart, and
 * `visitHistory`, `pairHistory` and `travelHistory`, what all days have taught, for live rows.
 */
export const prepare = defineStep({
  name: 'departures/prepare',
  package: stepPackage,
  run: async (task) => {
    const given = parameters.parse(task.parameters)
    await using tables = await openTables({ memoryLimit: given.memory, threads: 2, tempDir: task.folder })
    const visits = visitsIn(await task.input('visits').paths())
    const days = await serviceDays(tables, visits)
    const heldOutFrom = firstHeldOutDay(days, given)
    const prepared = await prepareRows(tables, visits, {
      folder: task.folder,
      heldOutFrom,
      rowsPerPartition: given.rowsPerPartition,
      heldOutRowsPerPartition: given.heldOutRowsPerPartition,
      recentShare: given.recentShare,
      only: await wantedPartitions(task),
      earlier: await earlierRows(task),
      context: await readContext(tables, {
        weather: await paths(task, 'weather'),
        alerts: await paths(task, 'alerts'),
      }),
    })
    const parts: RowPart[] = []
    for (const [index, training] of prepared.training.entries()) {
      parts.push({
        training: (await task.artifacts.putFile(training)).digest,
        heldOut: (await task.artifacts.putFile(prepared.heldOut[index] as string)).digest,
        departures: (await task.artifacts.putFile(prepared.departures[index] as string)).digest,
      })
    }
    await task.output('parts', { json: parts })
    const history = {
      visits: await task.output('visitHistory', { path: prepared.history.visits }),
      pairs: await task.output('pairHistory', { path: prepared.history.pairs }),
      travels: await task.output('travelHistory', { path: prepared.history.travels }),
    }
    if (!isPartial(task)) {
      const through = days.at(-1) ?? heldOutFrom
      const digest = await digestOfVisits(tables, visits, through)
      const json = preparedFile({ through, visits: digest, history, parts, firsts: prepared.firsts })
      await task.output('prepared', { json })
    }
    task.value('historyThrough', prepared.history.through)
    task.value('heldOutFrom', heldOutFrom)
    task.metric('training_rows', prepared.rows)
    task.metric('held_out_rows', prepared.heldOutRows)
    task.metric('service_days', days.length)
    task.metric('new_service_days', prepared.days)
  },
})

async function paths(task: TaskContext, input: string): Promise<string[]> {
  return task.hasInput(input) ? task.input(input).paths() : []
}

async function serviceDays(tables: Tables, visits: string): Promise<string[]> {
  const rows = await tables.all<{ day: string }>(
    `select distinct cast(service_date as varchar) as day from ${visits} order by 1`,
  )
  return rows.map(({ day }) => day)
}

function firstHeldOutDay(days: readonly string[], { holdOutDays, holdOutShare }: Parameters): string {
  if (holdOutDays == null && holdOutShare == null) {
    throw new DomainError('INVALID_ARGUMENT', 'nothing says how many service days are held out', {
      field: 'holdOutDays',
      expected: 'holdOutDays or holdOutShare',
    })
  }
  const trained = holdOutDays != null ? days.length - holdOutDays : days.length * (1 - (holdOutShare ?? 0))
  const first = days[Math.min(days.length - 1, Math.floor(trained))]
  if (first !== undefined && days.length >= 3) return first
  throw new DomainError('FAILED_PRECONDITION', `${days.length} service days are too few to hold some out`, {
    field: 'visits',
    value: days.length,
    expected: `at least ${Math.max(3, (holdOutDays ?? 0) + 1)} service days`,
  })
}
