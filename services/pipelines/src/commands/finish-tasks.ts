import { gateDecided, versionProposed } from '@headway/events/pipelines'
import { DomainError } from '@headway/kit/errors'
import { emit } from '@headway/kit/outbox'
import type { Transaction } from 'kysely'
import { z } from 'zod'
import type { Context } from '../context.ts'
import type { GateSummary } from '../domain/gate.ts'
import type { Run, StepRun } from '../domain/run.ts'
import type { Decision } from '../domain/waiting.ts'
import type { Database } from '../store/database.ts'
import { findGateSummary, insertGate } from '../store/gate-verdicts.ts'
import { listResults } from '../store/tasks.ts'
import { readVerdicts } from './read-verdicts.ts'
import { runFacts } from './run-facts.ts'

const done: Decision = { state: 'SUCCEEDED', detail: null }

/** What follows when all tasks of a step are done: for most steps nothing, a gate is recorded, a proposal is made. */
export async function finishTasks(
  context: Context,
  tx: Transaction<Database>,
  run: Run,
  step: StepRun,
): Promise<Decision> {
  if (step.uses === 'headway/gate') return await recordGate(context, tx, run, step)
  if (step.uses === 'headway/propose') return await propose(tx, run, step)
  return done
}

async function recordGate(
  { artifacts }: Context,
  tx: Transaction<Database>,
  run: Run,
  step: StepRun,
): Promise<Decision> {
  const [result] = await listResults(tx, run.id, step.name)
  const digest = result?.outputs.verdicts?.digest
  if (digest === undefined) {
    throw new DomainError('FAILED_PRECONDITION', `step ${step.name} yielded no verdicts`, {
      field: `steps.${step.name}`,
      expected: 'an output `verdicts`',
    })
  }
  const { summary, verdicts, onFleetFailure } = readVerdicts(await artifacts.get(digest))
  await insertGate(tx, run.id, { ...summary, verdictsDigest: digest }, verdicts)
  await emit(
    tx,
    gateDecided,
    {
      ...runFacts(run),
      model: run.model ?? '',
      summary: eventSummary({ ...summary, verdictsDigest: digest }),
    },
    { aggregate: run.id },
  )
  if (!summary.fleetPassed && onFleetFailure === 'stop') {
    const reason = `the fleet did not pass the gate: ${summary.reasons.join('; ')}`
    return { state: 'FAILED', code: 'GATE_FAILED', reason }
  }
  if (!verdicts.some(({ accepted }) => accepted)) {
    return { state: 'FAILED', code: 'GATE_FAILED', reason: 'the gate accepted no partition' }
  }
  return done
}

const proposed = z.object({
  changedCount: z.number().int().nonnegative(),
  metrics: z.record(z.string(), z.number()),
  datasetVersions: z.array(z.string()),
  environment: z.string().nullable(),
  code: z.string().nullable(),
})

async function propose(tx: Transaction<Database>, run: Run, step: StepRun): Promise<Decision> {
  const [result] = await listResults(tx, run.id, step.name)
  const { changedCount, metrics, datasetVersions, environment, code } = proposed.parse(result?.values)
  if (changedCount === 0 && run.champion !== null) {
    return { state: 'SKIPPED', detail: `nothing differs from ${run.champion.version}` }
  }
  if (changedCount === 0) {
    return { state: 'FAILED', code: 'FAILED_PRECONDITION', reason: 'there is no partition to propose' }
  }
  const gate = await findGateSummary(tx, run.id)
  await emit(
    tx,
    versionProposed,
    {
      ...runFacts(run),
      model: run.model ?? '',
      parent: run.champion?.version ?? null,
      manifestDigest: result?.outputs.manifest?.digest ?? '',
      changedCount,
      datasetVersions,
      environmentDigest: environment,
      code: code ?? 'unknown',
      gate: gate ? eventSummary(gate) : null,
      metrics,
    },
    { aggregate: run.id },
  )
  return { state: 'WAITING', detail: 'waiting for the registry' }
}

function eventSummary({
  reasons: _,
  fleet: __,
  ...summary
}: GateSummary): Omit<GateSummary, 'reasons' | 'fleet'> {
  return summary
}
