import { DomainError } from '@headway/kit/errors'
import type { TaskContext } from '@headway/worker/task-context'
import { z } from 'zod'
import type { EarlierRows } from '../features/earlier-rows.ts'
import { trainingColumns } from '../features/prepare.ts'
import type { RowPart } from './row-parts.ts'

const shape = z.object({
  format: z.literal('headway.departures.prepared/1'),
  through: z.iso.date(),
  visits: z.string(),
  /** The columns of the training rows. */
  columns: z.array(z.string()),
  history: z.object({ visits: z.string(), pairs: z.string(), travels: z.string() }),
  parts: z.array(z.object({ first: z.string(), training: z.string(), heldOut: z.string() })),
})

/** What a preparation of all partitions leaves for later ones, by digest. */
export function preparedFile({
  parts,
  firsts,
  ...rest
}: Pick<z.infer<typeof shape>, 'through' | 'visits' | 'history'> & {
  parts: readonly RowPart[]
  firsts: readonly string[]
}): z.infer<typeof shape> {
  return {
    format: 'headway.departures.prepared/1',
    ...rest,
    columns: trainingColumns,
    parts: parts.map(({ training, heldOut }, index) => ({ first: firsts[index] ?? '', training, heldOut })),
  }
}

/** What an earlier run prepared, where the task is given it (input `earlier`) and the rows are like those of today. */
export async function earlierRows(task: TaskContext): Promise<EarlierRows | undefined> {
  if (!task.hasInput('earlier')) return undefined
  const parsed = shape.safeParse(await task.input('earlier').json<unknown>())
  if (!parsed.success) {
    throw new DomainError('INVALID_ARGUMENT', 'what was prepared earlier does not match its format', {
      field: 'earlier',
      expected: 'headway.departures.prepared/1',
    })
  }
  const { through, visits, columns, history, parts } = parsed.data
  if (columns.join() !== trainingColumns.join()) return undefined
  const pathOf = (digest: string) => task.artifacts.path(digest)
  return {
    through,
    visits,
    history: {
      visits: await pathOf(history.visits),
      pairs: await pathOf(history.pairs),
      travels: await pathOf(history.travels),
      through,
    },
    parts: parts.map(({ first, training, heldOut }) => ({
      first,
      training: () => pathOf(training),
      heldOut: () => pathOf(heldOut),
    })),
  }
}
