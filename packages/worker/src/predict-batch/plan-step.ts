import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'
import { defineStep } from '../define-step.ts'
import { readBatchModel } from './batch-model.ts'
import { type BatchPart, describeRows, openBatchTables, partitionColumn } from './batch-rows.ts'

const parametersShape = z.object({ rowsPerTask: z.int().min(1).max(10_000_000) })

/** Divides the rows of a bulk prediction into parts of about as many rows, none of which shares a partition; output `parts`. */
export const planBatchStep = defineStep({
  name: 'headway/predict-batch-plan',
  package: new URL('../..', import.meta.url),
  run: async (task) => {
    const { rowsPerTask } = parametersShape.parse(task.parameters)
    const { definition } = readBatchModel(await task.input('manifest').bytes())
    await using tables = await openBatchTables(task)
    const rows = await describeRows(tables, await task.input('rows').paths(), definition)
    const counts = await tables.all<{ key: string | null; rows: number }>(
      `SELECT ${partitionColumn} AS key, count(*) AS rows FROM (${rows.sql}) GROUP BY ALL ORDER BY key`,
      [],
      { signal: task.signal },
    )
    const keyed = counts.map(({ key, rows: count }) => {
      if (key !== null) return { key, rows: count }
      throw new DomainError('INVALID_ARGUMENT', `${count} rows name no partition`, {
        field: 'inputs.rows',
        value: null,
        expected: 'a partition for every row',
      })
    })
    const total = keyed.reduce((sum, { rows: count }) => sum + count, 0)
    const parts =
      definition.partitionedBy.length === 0
        ? rowParts(total, rowsPerTask)
        : partitionParts(keyed, rowsPerTask)
    await task.output('parts', { json: parts })
    task.value('rowCount', total)
    task.value('partitionCount', keyed.length)
    task.log(`${total} rows of ${keyed.length} partitions in ${parts.length} tasks`)
  },
})

function rowParts(total: number, rowsPerTask: number): BatchPart[] {
  const parts: BatchPart[] = []
  for (let from = 0; from < total; from += rowsPerTask) {
    parts.push({ from, to: Math.min(from + rowsPerTask, total) })
  }
  return parts
}

function partitionParts(counts: readonly { key: string; rows: number }[], rowsPerTask: number): BatchPart[] {
  const parts: { partitions: [string, string]; rows: number }[] = []
  for (const { key, rows } of counts) {
    const last = parts.at(-1)
    if (last === undefined || last.rows + rows > rowsPerTask) parts.push({ partitions: [key, key], rows })
    else {
      last.partitions[1] = key
      last.rows += rows
    }
  }
  return parts
}
