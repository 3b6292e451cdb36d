import { parseKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import type { TaskContext } from '@headway/worker/task-context'
import { z } from 'zod'
import { partitionName } from '../features/service-day.ts'

const shape = z.object({ format: z.literal('headway.partitions/1'), partitions: z.array(z.string()) })

/** Whether the run is about some partitions alone (input `partitions` has an artifact). */
export function isPartial(task: TaskContext): boolean {
  return task.hasInput('partitions')
}

/** The names of the partitions that the run is about; undefined when it is about all of them. */
export async function wantedPartitions(task: TaskContext): Promise<Set<string> | undefined> {
  if (!isPartial(task)) return undefined
  const lists = (await task.input('partitions').jsons<unknown>()).map((content, index) => {
    const parsed = shape.safeParse(content)
    if (parsed.success) return parsed.data.partitions
    throw new DomainError('INVALID_ARGUMENT', 'the list of partitions does not match headway.partitions/1', {
      field: `partitions[${index}]`,
      expected: parsed.error.issues[0]?.message,
    })
  })
  return new Set(lists.flat().map((key) => partitionName(parseKey(key))))
}
