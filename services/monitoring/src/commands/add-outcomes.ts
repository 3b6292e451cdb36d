import { readOutcomeChunk } from '../adapters/outcome-chunk.ts'
import type { Context } from '../context.ts'
import { outputOf } from '../domain/monitor.ts'
import { afterSilence, observedThrough } from '../domain/observed-through.ts'
import type { Outcomes } from '../domain/outcome.ts'
import { windowStartMs } from '../domain/window.ts'
import { lockMonitor, reach } from '../store/monitors.ts'
import { addOutcomeWindows } from '../store/outcome-windows.ts'
import { addOutcomeRows } from '../store/outcomes.ts'
import { addErrors } from '../store/performance-windows.ts'
import { countInTestWindows } from '../store/test-windows.ts'

type Observed = {
  endpoint: string
  outcomes?:
    | { subjectId: string; observedAt: string; receivedAt?: string | undefined; value: number }[]
    | undefined
  chunkDigest?: string | undefined
}

/** Joins outcomes with the predictions made for them; all are kept for predictions that are logged later. */
export async function addOutcomes(context: Context, observed: Observed): Promise<void> {
  const { db, now } = context
  const outcomes = await outcomesOf(context, observed)
  await db.transaction().execute(async (tx) => {
    // What comes before the endpoint or its first version is known here fails, and comes again.
    const monitor = await lockMonitor(tx, observed.endpoint)
    outputOf(monitor)
    const sums = await addOutcomeRows(tx, observed.endpoint, outcomes, now())
    await addErrors(tx, observed.endpoint, sums)
    await addOutcomeWindows(tx, observed.endpoint, sums)
    await countInTestWindows(
      tx,
      monitor,
      'outcomes',
      [
        ...sums.map(({ windowStartMs, count }) => ({ windowStartMs, count })),
        ...afterSilence(outcomes.observedAtMs, monitor).map((ms) => ({
          windowStartMs: windowStartMs(ms, monitor),
          count: 1,
        })),
      ],
      now(),
    )
    // A day of outcomes without a prediction is a window too: what fell silent shows there.
    const through = observedThrough(outcomes.observedAtMs, monitor)
    if (through !== undefined) await reach(tx, observed.endpoint, { observedThrough: through })
  })
}

async function outcomesOf({ artifacts, tables }: Context, observed: Observed): Promise<Outcomes> {
  if (observed.chunkDigest !== undefined) {
    return readOutcomeChunk(tables, await artifacts.path(observed.chunkDigest))
  }
  const list = observed.outcomes ?? []
  return {
    subjectIds: list.map(({ subjectId }) => subjectId),
    observedAtMs: list.map(({ observedAt }) => Date.parse(observedAt)),
    receivedAtMs: list.map(({ receivedAt }) => (receivedAt === undefined ? null : Date.parse(receivedAt))),
    values: list.map(({ value }) => value),
  }
}
