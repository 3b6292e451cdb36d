import { promotionRequested } from '@headway/events/pipelines'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import type { Run, StepRun } from '../domain/run.ts'
import {
  type Decision,
  decidePromotion,
  decideProposal,
  decideRollout,
  decideVerification,
  expectedRevision,
} from '../domain/waiting.ts'
import type { Database } from '../store/database.ts'
import { readSurroundings } from '../store/surroundings.ts'
import { runFacts } from './run-facts.ts'

/** Decides what a waiting step does next; a promotion is asked for here, once, and not while frozen. */
export async function decideStep(
  tx: Transaction<Database>,
  run: Run,
  step: StepRun,
  steps: readonly StepRun[],
): Promise<{ decision: Decision; step: StepRun }> {
  const proposal = steps.find(({ uses }) => uses === 'headway/propose')
  if (step.uses === 'headway/propose') return { decision: decideProposal(step), step }
  if (proposal?.state === 'SKIPPED')
    return { decision: { state: 'SKIPPED', detail: 'no version was proposed' }, step }
  const world = await readSurroundings(tx, run)
  if (step.uses === 'headway/rollout') return { decision: decideRollout(run, world), step }
  if (step.uses === 'headway/verify') return { decision: decideVerification(run, world, proposal), step }
  const revision = expectedRevision(proposal, world.moves)
  if (step.answers.asked || world.frozen !== null || run.versionId === null || revision === undefined) {
    return { decision: decidePromotion(run, step, world, proposal), step }
  }
  await emit(
    tx,
    promotionRequested,
    {
      ...runFacts(run),
      model: run.model ?? '',
      alias: 'champion',
      versionId: run.versionId,
      expectedRevision: revision,
      reason: `run ${run.id} of ${run.pipeline} passed its gate, was approved and rolled out`,
    },
    { aggregate: run.id },
  )
  const asked: StepRun = { ...step, answers: { ...step.answers, asked: true } }
  return { decision: decidePromotion(run, asked, world, proposal), step: asked }
}
