import { joinTransaction } from '@headway/kit/join-transaction'
import { nextTime } from '../adapters/cron.ts'
import type { Context } from '../context.ts'
import { matches } from '../domain/event-filter.ts'
import type { Trigger, TriggerEvent } from '../domain/trigger.ts'
import { getFreeze } from '../store/freeze.ts'
import { takeHeldFirings } from '../store/held-firings.ts'
import { findTrigger, listEventTriggers, lockDueTriggers } from '../store/triggers.ts'
import { fireTrigger } from './fire-trigger.ts'

/** Starts a run for every trigger that waits for such an event; the same event starts none twice. */
export async function fireEventTriggers(context: Context, event: TriggerEvent): Promise<void> {
  for (const trigger of await listEventTriggers(context.db, event.type)) {
    await fireIfMeant(context, trigger, event)
  }
}

/** Starts a run for every cron trigger whose time has come; times missed while nobody ran count once. */
export async function fireDueTriggers(context: Context): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const now = context.now()
    // What one trigger's run leaves undone must not undo another's.
    const joined: Context = { ...context, db: joinTransaction(tx) }
    for (const trigger of await lockDueTriggers(tx, now)) {
      const nextAt = trigger.cron === null ? null : nextTime(trigger.cron, now)
      await fireTrigger(joined, trigger, { key: trigger.nextAt?.toISOString() ?? '', event: null, nextAt })
    }
  })
}

/** Fires what waited for the freeze to end, as long as its trigger is still meant. */
export async function fireHeldTriggers(context: Context): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    if ((await getFreeze(tx)).frozen) return
    const joined: Context = { ...context, db: joinTransaction(tx) }
    for (const held of await takeHeldFirings(tx)) {
      const trigger = await findTrigger(tx, held.trigger)
      if (trigger) await fireIfMeant(joined, trigger, held.event)
    }
  })
}

async function fireIfMeant(context: Context, trigger: Trigger, event: TriggerEvent): Promise<void> {
  if (!trigger.enabled || trigger.event !== event.type || !matches(event.data, trigger.filter ?? {})) return
  await fireTrigger(context, trigger, { key: event.id, event })
}
