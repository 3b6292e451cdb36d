import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import { type Answers, hasEnded } from '../domain/run.ts'
import type { RolloutReport } from '../domain/waiting.ts'
import type { Database } from '../store/database.ts'
import { listWaitingRuns, lockRunIfAny } from '../store/runs.ts'
import { listStepRuns, saveStepRun } from '../store/step-runs.ts'
import { saveAliasMove, saveEndpoint, saveRolloutReport } from '../store/surroundings.ts'
import { advanceRun } from './advance-run.ts'

/** Gives the answer of another service to the step of a run that asked, and moves the run on. */
export async function recordAnswer(
  context: Context,
  to: { run: string | null; versionIds?: string[] },
  uses: 'headway/propose' | 'headway/promote',
  answer: Answers,
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const id = to.run ?? (await listWaitingRuns(tx, { versionIds: to.versionIds ?? [] }))[0]
    const run = id === undefined ? undefined : await lockRunIfAny(tx, id)
    if (!run || hasEnded(run)) return
    const step = (await listStepRuns(tx, run.id)).find((each) => each.uses === uses)
    if (!step) return
    await saveStepRun(tx, { ...step, answers: { ...step.answers, ...answer } })
    await advanceRun(context, tx, run.id)
  })
}

/** Notes that an alias moved, and moves on the runs of its model. */
export async function recordAliasMove(
  context: Context,
  move: Parameters<typeof saveAliasMove>[1],
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    await saveAliasMove(tx, move)
    await advanceAll(context, tx, await listWaitingRuns(tx, { model: move.model }))
  })
}

/** Notes how a rollout ended, and moves on the runs of its endpoint. */
export async function recordRollout(
  context: Context,
  endpoint: string,
  report: RolloutReport,
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    await saveRolloutReport(tx, endpoint, report, context.now())
    await advanceAll(context, tx, await listWaitingRuns(tx, { endpoint }))
  })
}

/** Notes that an endpoint exists. */
export async function recordEndpoint(
  { db }: Context,
  endpoint: { name: string; model: string; variants: string[] },
): Promise<void> {
  await db.transaction().execute((tx) => saveEndpoint(tx, endpoint))
}

async function advanceAll(
  context: Context,
  tx: Transaction<Database>,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) await advanceRun(context, tx, id)
}
