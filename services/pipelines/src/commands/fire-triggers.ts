import { DomainError } from '@headway/kit/errors'
import { joinTransaction } from '@headway/kit/join-transaction'
import type { Transaction } from 'kysely'
import { nextTime } from '../adapters/cron.ts'
import type { Context } from '../context.ts'
import { matches, valueAt } from '../domain/event-filter.ts'
import { replaceReferences } from '../domain/reference.ts'
import type { Trigger } from '../domain/trigger.ts'
import type { Database } from '../store/database.ts'
import { listEventTriggers, lockDueTriggers, saveFiring } from '../store/triggers.ts'
import { startRun } from './start-run.ts'

/** Starts a run for every trigger that waits for such an event; the same event starts none twice. */
export async function fireEventTriggers(
  context: Context,
  event: { id: string; type: string; data: unknown },
): Promise<void> {
  for (const trigger of await listEventTriggers(context.db, event.type)) {
    if (!matches(event.data, trigger.filter ?? {})) continue
    const parameters = replaceReferences(trigger.parameters, (text) =>
      valueAt(event.data, text.slice('event.'.length)),
    ) as Record<string, unknown>
    const fired = await attempt(() => startRun(context, wanted(trigger, event.id, parameters)))
    await context.db.transaction().execute((tx) => note(context, tx, trigger, fired))
  }
}

/** Starts a run for every cron trigger whose time has come; times missed while nobody ran count once. */
export async function fireDueTriggers(context: Context): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const now = context.now()
    // What one trigger's run leaves undone must not undo another's.
    const joined: Context = { ...context, db: joinTransaction(tx) }
    for (const trigger of await lockDueTriggers(tx, now)) {
      const key = trigger.nextAt?.toISOString() ?? ''
      const fired = await attempt(() => startRun(joined, wanted(trigger, key, trigger.parameters)))
      const nextAt = trigger.cron === null ? null : nextTime(trigger.cron, now)
      await note(context, tx, trigger, { ...fired, nextAt })
    }
  })
}

type Firing = { runId: string | null; error: string | null; nextAt?: Date | null }

function wanted(trigger: Trigger, key: string, parameters: Record<string, unknown>) {
  return {
    pipeline: trigger.pipeline,
    parameters,
    idempotencyKey: `trigger:${trigger.name}:${key}`,
    requestedBy: trigger.owner,
    trigger: trigger.name,
  }
}

/** A run that may not start (frozen, a parameter is wrong) is told with the trigger; anything else is thrown. */
async function attempt(start: () => Promise<{ id: string }>): Promise<Firing> {
  try {
    return { runId: (await start()).id, error: null }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { runId: null, error: `${error.code}: ${error.message}` }
  }
}

async function note(
  { log, now }: Context,
  tx: Transaction<Database>,
  trigger: Trigger,
  firing: Firing,
): Promise<void> {
  if (firing.error) log.warn({ trigger: trigger.name, reason: firing.error }, 'a trigger started no run')
  await saveFiring(tx, trigger.name, { ...firing, at: now() })
}
