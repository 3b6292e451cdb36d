import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { ReportKind } from '../domain/report.ts'
import { checkUntil, end, type Silence } from '../domain/silence.ts'
import { listOpenAlerts, saveAlert } from '../store/alerts.ts'
import type { Database } from '../store/database.ts'
import { lockMonitor } from '../store/monitors.ts'
import { lockSilence, saveSilence } from '../store/silences.ts'
import { isUnderSilence } from './raise-alert.ts'

type Wanted = {
  endpoint: string
  kind: ReportKind | null
  partitionPrefix: string | null
  reason: string | null
  until: Date
}

/** Keeps alerts of an endpoint from being told to people until a time by the clock. */
export function silenceAlerts({ db, actor, now, newId }: Context, wanted: Wanted): Promise<Silence> {
  return db.transaction().execute(async (tx) => {
    checkUntil(wanted.until, now())
    await lockMonitor(tx, wanted.endpoint)
    const silence: Silence = {
      ...wanted,
      id: newId(),
      createdBy: actor.id,
      createdAt: now(),
      endedBy: null,
      endedAt: null,
    }
    await saveSilence(tx, silence)
    await markSilenced(tx, wanted.endpoint, now())
    return silence
  })
}

/** Ends a silence before its time. */
export function endSilence({ db, actor, now }: Context, id: string): Promise<Silence> {
  return db.transaction().execute(async (tx) => {
    const silence = end(await lockSilence(tx, id), actor.id, now())
    await saveSilence(tx, silence)
    await lockMonitor(tx, silence.endpoint)
    await markSilenced(tx, silence.endpoint, now())
    return silence
  })
}

async function markSilenced(tx: Transaction<Database>, endpoint: string, now: Date): Promise<void> {
  for (const alert of await listOpenAlerts(tx, endpoint)) {
    const report = { id: alert.reportId, endpoint, kind: alert.kind }
    const isSilenced = await isUnderSilence(tx, report, alert.check, now)
    if (isSilenced !== alert.isSilenced) await saveAlert(tx, { ...alert, isSilenced })
  }
}
