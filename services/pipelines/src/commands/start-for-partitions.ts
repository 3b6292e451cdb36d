import { isDigest } from '@headway/artifacts/digest'
import { DomainError } from '@headway/kit/errors'
import { joinTransaction } from '@headway/kit/join-transaction'
import type { Context } from '../context.ts'
import { choosePartitions, explainEmpty, type PartitionChoice } from '../domain/choose-partitions.ts'
import { valueAt } from '../domain/event-filter.ts'
import { refuseWhenFrozen } from '../domain/freeze.ts'
import { dataTimeOf, type Firing, type Trigger, type TriggerEvent } from '../domain/trigger.ts'
import { getFreeze } from '../store/freeze.ts'
import {
  countTakenThatDay,
  findRetrained,
  insertRetrainings,
  lockPartitions,
} from '../store/partition-retrainings.ts'
import { readPartitions, writePartitions } from './read-lists.ts'
import { type StartRun, startRun } from './start-run.ts'

/**
 * Starts a run for those of the event's partitions that the trigger's rules leave; none when nothing is left. The run's
 * parameter `partitions` names the list of them, worst first.
 */
export async function startForPartitions(
  context: Context,
  trigger: Trigger,
  event: TriggerEvent,
  wanted: StartRun,
): Promise<Pick<Firing, 'runId' | 'detail' | 'partitions'>> {
  const { artifacts, db } = context
  const asked = readPartitions(await artifacts.get(digestIn(trigger, event)), trigger.partitionsFrom ?? '')
  const dataTime = dataTimeOf(event)
  return await db.transaction().execute(async (tx) => {
    refuseWhenFrozen(await getFreeze(tx))
    await lockPartitions(tx, trigger.pipeline)
    const { taken, figures }: PartitionChoice = choosePartitions(asked, trigger, {
      dataTime,
      retrained: await findRetrained(tx, trigger.pipeline, asked),
      takenThatDay: await countTakenThatDay(tx, trigger.pipeline, dataTime),
    })
    const partitions = { ...figures, dataTime }
    if (taken.length === 0) return { runId: null, detail: explainEmpty(figures), partitions }
    const { digest } = await artifacts.put(writePartitions(taken))
    const run = await startRun(
      { ...context, db: joinTransaction(tx) },
      {
        ...wanted,
        parameters: { ...wanted.parameters, partitions: [digest] },
        partitionCount: taken.length,
      },
    )
    await insertRetrainings(tx, run, taken, dataTime)
    return { runId: run.id, detail: null, partitions }
  })
}

function digestIn({ partitionsFrom }: Trigger, { data, type }: TriggerEvent): string {
  const field = partitionsFrom ?? ''
  const value = valueAt(data, field.slice('event.'.length))
  if (typeof value === 'string' && isDigest(value)) return value
  throw new DomainError('INVALID_ARGUMENT', `${type} holds no digest of partitions in ${field}`, {
    field,
    value,
    expected: 'the digest of a headway.partitions/1 artifact',
  })
}
