import type { Context } from '../context.ts'
import { type Alert, acknowledge } from '../domain/alert.ts'
import { lockAlert, saveAlert } from '../store/alerts.ts'

/** Notes who looks after an alert, and what they say. */
export function acknowledgeAlert(
  { db, actor, now }: Context,
  id: string,
  note: string | null,
): Promise<Alert> {
  return db.transaction().execute(async (tx) => {
    const alert = acknowledge(await lockAlert(tx, id), { by: actor.id, note, now: now() })
    await saveAlert(tx, alert)
    return alert
  })
}
