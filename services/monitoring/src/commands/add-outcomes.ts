import { joinOutcomes, type OutcomeSource } from '../adapters/outcome-join.ts'
import type { Context } from '../context.ts'
import { outputOf } from '../domain/monitor.ts'
import { lockMonitor } from '../store/monitors.ts'
import { addErrors } from '../store/performance-windows.ts'
import { listChunks } from '../store/prediction-chunks.ts'
import { deleteExpired, insertWaiting } from '../store/waiting-outcomes.ts'

type Observed = {
  endpoint: string
  outcomes?: { subjectId: string; observedAt: string; value: number }[] | undefined
  chunkDigest?: string | undefined
}

/** Joins outcomes with the predictions made for them; those without one wait for it. */
export async function addOutcomes(context: Context, observed: Observed): Promise<void> {
  const { db, artifacts, tables, now } = context
  const source = await sourceOf(context, observed)
  await db.transaction().execute(async (tx) => {
    // What comes before the endpoint or its first version is known here fails, and comes again.
    const monitor = await lockMonitor(tx, observed.endpoint)
    const output = outputOf(monitor)
    const since = new Date(now().getTime() - monitor.outcomeWithinHours * 3_600_000)
    await deleteExpired(tx, observed.endpoint, since)

    const chunks = await listChunks(tx, observed.endpoint, since)
    const paths = await Promise.all(chunks.map((digest) => artifacts.path(digest)))
    const joined = await joinOutcomes(tables, paths, source, output, monitor.windowMinutes)
    await addErrors(tx, observed.endpoint, joined.errors)
    await insertWaiting(tx, observed.endpoint, joined.unmatched, now())
  })
}

async function sourceOf({ artifacts }: Context, observed: Observed): Promise<OutcomeSource> {
  if (observed.chunkDigest !== undefined) return { path: await artifacts.path(observed.chunkDigest) }
  const list = (observed.outcomes ?? []).map(({ subjectId, observedAt, value }) => ({
    subjectId,
    observedAtMs: Date.parse(observedAt),
    value,
  }))
  return { list }
}
