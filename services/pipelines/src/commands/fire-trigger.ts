import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import { isFrozen } from '../domain/freeze.ts'
import type { Firing, Trigger, TriggerEvent } from '../domain/trigger.ts'
import { holdFiring } from '../store/held-firings.ts'
import { saveFiring } from '../store/triggers.ts'
import { startForPartitions } from './start-for-partitions.ts'
import { startRun } from './start-run.ts'
import { triggerParameters } from './trigger-parameters.ts'

type Outcome = Pick<Firing, 'runId' | 'detail' | 'partitions'> & { error: string | null; held: boolean }

/**
 * Starts the run that a trigger is due for, and notes what came of it. A run that may not start (a parameter is wrong,
 * nothing is left to retrain) is told with the trigger; while frozen an event is held until the freeze ends.
 */
export async function fireTrigger(
  context: Context,
  trigger: Trigger,
  due: { key: string; event: TriggerEvent | null; nextAt?: Date | null },
): Promise<void> {
  const { db, log, now } = context
  const outcome = await attempt(context, trigger, due)
  if (outcome.detail) log.warn({ trigger: trigger.name, reason: outcome.detail }, 'a trigger started no run')
  await db.transaction().execute(async (tx) => {
    if (outcome.held && due.event) await holdFiring(tx, { trigger: trigger.name, event: due.event })
    const { runId, detail, partitions, error } = outcome
    await saveFiring(tx, trigger.name, {
      firing: { at: now(), runId, detail, partitions },
      error,
      ...(due.nextAt === undefined ? {} : { nextAt: due.nextAt }),
    })
  })
}

async function attempt(
  context: Context,
  trigger: Trigger,
  { key, event }: { key: string; event: TriggerEvent | null },
): Promise<Outcome> {
  try {
    const wanted = {
      pipeline: trigger.pipeline,
      parameters: await triggerParameters(context, trigger, event),
      idempotencyKey: `trigger:${trigger.name}:${key}`,
      requestedBy: trigger.owner,
      trigger: trigger.name,
    }
    if (trigger.partitionsFrom !== null && event) {
      return {
        ...(await startForPartitions(context, trigger, event, wanted)),
        error: null,
        held: false,
      }
    }
    const run = await startRun(context, wanted)
    return { runId: run.id, detail: null, partitions: null, error: null, held: false }
  } catch (error) {
    // What is out of reach now may be there when the event comes again.
    if (!(error instanceof DomainError) || error.code === 'UNAVAILABLE') throw error
    const detail = `${error.code}: ${error.message}`
    return { runId: null, detail, partitions: null, error: detail, held: isFrozen(error) }
  }
}
