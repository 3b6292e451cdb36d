import { isDigest } from '@headway/artifacts/digest'
import { runStarted } from '@headway/events/pipelines'
import { DomainError } from '@headway/kit/errors'
import { emit } from '@headway/kit/outbox'
import { sql, type Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { Definition } from '../domain/definition.ts'
import { refuseWhenFrozen } from '../domain/freeze.ts'
import { parseReference, referencesIn } from '../domain/reference.ts'
import type { Run } from '../domain/run.ts'
import type { Database } from '../store/database.ts'
import { getFreeze } from '../store/freeze.ts'
import { getPipeline, getPipelineVersion } from '../store/pipelines.ts'
import { findRunByKey, insertRun } from '../store/runs.ts'
import { insertStepRuns } from '../store/step-runs.ts'
import { findAlias } from '../store/surroundings.ts'
import { advanceRun } from './advance-run.ts'

export type StartRun = {
  pipeline: string
  parameters: Record<string, unknown>
  idempotencyKey: string | null
  requestedBy: string
  trigger: string | null
  /** Partitions that its trigger chose for it. */
  partitionCount?: number
}

/** Starts a run of the newest version of a pipeline; the same idempotency key answers the run it started. */
export function startRun(context: Context, wanted: StartRun): Promise<Run> {
  return context.db.transaction().execute((tx) => start(context, tx, wanted))
}

async function start(context: Context, tx: Transaction<Database>, wanted: StartRun): Promise<Run> {
  const { newId, now } = context
  const key = wanted.idempotencyKey
  if (key !== null) {
    // The same key at the same time waits here, and then finds the run.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`run ${key}`}, 0))`.execute(tx)
    const started = await findRunByKey(tx, key)
    if (started) return started
  }
  refuseWhenFrozen(await getFreeze(tx))
  const pipeline = await getPipeline(tx, wanted.pipeline)
  const { definition } = await getPipelineVersion(tx, pipeline.name, pipeline.latestVersion)
  checkParameters(definition, wanted.parameters)
  const champion = definition.model === null ? undefined : await findAlias(tx, definition.model, 'champion')
  const run: Run = {
    id: newId(),
    pipeline: pipeline.name,
    pipelineVersion: pipeline.latestVersion,
    state: 'RUNNING',
    parameters: wanted.parameters,
    requestedBy: wanted.requestedBy,
    trigger: wanted.trigger,
    partitionCount: wanted.partitionCount ?? null,
    idempotencyKey: key,
    model: definition.model,
    endpoint: definition.endpoint,
    champion: champion ? { version: champion.version, manifest: champion.manifest } : null,
    versionId: null,
    failure: null,
    createdAt: now(),
    finishedAt: null,
  }
  await insertRun(tx, run)
  await insertStepRuns(
    tx,
    definition.steps.map(({ name, uses }) => ({
      runId: run.id,
      name,
      uses,
      state: 'PENDING',
      detail: null,
      tasksTotal: 0,
      answers: {},
      waitingSince: null,
      startedAt: null,
      finishedAt: null,
    })),
  )
  const { id, requestedBy } = run
  await emit(
    tx,
    runStarted,
    { run: id, pipeline: run.pipeline, pipelineVersion: run.pipelineVersion, requestedBy },
    { aggregate: id },
  )
  await advanceRun(context, tx, id)
  return run
}

/** As `startRun`, for the person who asks; INVALID_ARGUMENT when the parameters are no object or the key is too long. */
export function startRunByHand(
  context: Context,
  input: { pipeline: string; parameters?: unknown; idempotencyKey?: string | null | undefined },
): Promise<Run> {
  const idempotencyKey = input.idempotencyKey ?? null
  checkIdempotencyKey(idempotencyKey)
  return startRun(context, {
    pipeline: input.pipeline,
    parameters: checkParameterObject(input.parameters ?? {}),
    idempotencyKey,
    requestedBy: context.actor.id,
    trigger: null,
  })
}

/** The parameters of a run themselves; INVALID_ARGUMENT unless they are an object. */
export function checkParameterObject(parameters: unknown): Record<string, unknown> {
  if (typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters)) {
    return parameters as Record<string, unknown>
  }
  throw new DomainError('INVALID_ARGUMENT', 'the parameters of a run are a JSON object', {
    field: 'parameters',
    value: parameters,
    expected: 'a JSON object',
  })
}

export function checkIdempotencyKey(key: string | null): void {
  if (key === null || (key.length > 0 && key.length <= 200)) return
  throw new DomainError('INVALID_ARGUMENT', 'the idempotency key has the wrong length', {
    field: 'idempotencyKey',
    value: key.length,
    expected: '1 to 200 characters',
  })
}

/** What a step reads from the parameters must be there: artifacts as digests, everything else as any value. */
function checkParameters(definition: Definition, parameters: Record<string, unknown>): void {
  for (const step of definition.steps) {
    const at = `steps.${step.name}`
    const artifacts = Object.entries(step.inputs).map(([name, text]) => ({
      text,
      field: `${at}.inputs.${name}`,
    }))
    if (step.forEach) artifacts.push({ text: step.forEach.items, field: `${at}.forEach.items` })
    for (const { text, field } of artifacts) {
      const reference = parseReference(text, field)
      if (reference.from !== 'parameters') continue
      const value = parameters[reference.name]
      if (!isDigests(value))
        throw wrong(reference.name, value, 'the digest of an artifact, or a list of them')
    }
    for (const { text, field } of referencesIn(step.parameters, `${at}.parameters`)) {
      const reference = parseReference(text, field)
      if (reference.from === 'parameters' && parameters[reference.name] === undefined) {
        throw wrong(reference.name, undefined, `a value, because ${field} refers to it`)
      }
    }
  }
}

function isDigests(value: unknown): boolean {
  if (typeof value === 'string') return isDigest(value)
  return Array.isArray(value) && value.every((each) => typeof each === 'string' && isDigest(each))
}

function wrong(name: string, value: unknown, expected: string): DomainError {
  const message =
    value === undefined ? `parameter ${name} is missing` : `parameter ${name} is not what is needed`
  return new DomainError('INVALID_ARGUMENT', `${message}: expected ${expected}`, {
    field: `parameters.${name}`,
    value,
    expected,
  })
}
