import { DomainError } from '@headway/kit/errors'
import { enqueue } from '@headway/kit/outbox'
import { taskSubject } from '@headway/worker/task-protocol'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { Definition, StepDefinition } from '../domain/definition.ts'
import { parseReference } from '../domain/reference.ts'
import type { Run } from '../domain/run.ts'
import { chunks, type PipelineTask } from '../domain/task.ts'
import type { Database } from '../store/database.ts'
import { type CachedResult, findCached, markUsed } from '../store/step-cache.ts'
import { insertTasks, listResults } from '../store/tasks.ts'
import { listCodeVersions } from '../store/worker-steps.ts'
import { contentDigest } from './canonical-json.ts'
import { makeTask } from './make-task.ts'
import { type ResolvedStep, resolveStep } from './resolve-inputs.ts'

/** Makes a step's tasks: those seen before are answered from the cache, the others go to the queue. */
export async function beginStep(
  context: Context,
  tx: Transaction<Database>,
  run: Run,
  definition: Definition,
  step: StepDefinition,
): Promise<number> {
  const resolved = await resolveStep(tx, run, step)
  if (step.uses === 'headway/propose') await addProvenance(tx, run, definition, step, resolved)
  const versions = await listCodeVersions(tx)
  const version = step.command
    ? (step.version ?? contentDigest(step.command))
    : (versions.get(step.uses) ?? 'unknown')
  const tasks: PipelineTask[] = []
  for (const [chunk, list] of (await chunksOf(context, step, resolved)).entries()) {
    tasks.push(await makeTask(context, run, step, { resolved, version, chunk, list }))
  }
  const cached = await findUsable(
    context,
    tx,
    tasks.flatMap(({ cacheKey }) => cacheKey ?? []),
  )
  const now = context.now()
  const made = tasks.map((task) => {
    const result = task.cacheKey === null ? undefined : cached.get(task.cacheKey)
    return result
      ? { ...task, ...result, state: 'SUCCEEDED' as const, cached: true, startedAt: now, finishedAt: now }
      : task
  })
  if (made.length > 0) await insertTasks(tx, made)
  await markUsed(tx, [...cached.keys()], now)
  for (const task of made) {
    if (task.cached) continue
    await enqueue(tx, taskSubject(task.queue), task.message, { id: `${task.id}:${task.attempt}` })
  }
  return made.length
}

/** The chunks of a forEach step; null stands for the only task of any other step. */
async function chunksOf(
  { artifacts }: Context,
  step: StepDefinition,
  { items, byChunk }: ResolvedStep,
): Promise<(unknown[] | null)[]> {
  if (!step.forEach || items === null) return [null]
  const field = `steps.${step.name}.forEach.items`
  const list = readList(await artifacts.get(items), field)
  const found = chunks(list, step.forEach.chunkSize)
  for (const [name, digests] of Object.entries(byChunk)) {
    if (digests.length === found.length) continue
    throw new DomainError('FAILED_PRECONDITION', `input ${name} of step ${step.name} has other chunks`, {
      field: `steps.${step.name}.inputs.${name}`,
      value: digests.length,
      expected: `${found.length} chunks`,
    })
  }
  return found
}

/** Cached results whose artifacts are still there. */
async function findUsable(
  { artifacts }: Context,
  tx: Transaction<Database>,
  keys: readonly string[],
): Promise<Map<string, CachedResult>> {
  const found = await findCached(tx, keys)
  for (const [key, { outputs }] of found) {
    const present = await Promise.all(Object.values(outputs).map(({ digest }) => artifacts.has(digest)))
    if (present.includes(false)) found.delete(key)
  }
  return found
}

/** A proposal says which code and environment trained: those of the step that yields its models. */
async function addProvenance(
  tx: Transaction<Database>,
  run: Run,
  definition: Definition,
  step: StepDefinition,
  resolved: ResolvedStep,
): Promise<void> {
  const reference = parseReference(step.inputs.models ?? '', `steps.${step.name}.inputs.models`)
  const trained = reference.from === 'step' ? (await listResults(tx, run.id, reference.step))[0] : undefined
  const trainer = definition.steps.find((each) => reference.from === 'step' && each.name === reference.step)
  resolved.parameters = {
    ...resolved.parameters,
    environment: trained?.environmentDigest ?? null,
    code: trained?.codeVersion ?? trainer?.version ?? null,
  }
}

function readList(bytes: Buffer, field: string): unknown[] {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    value = undefined
  }
  if (Array.isArray(value)) return value
  throw new DomainError('INVALID_ARGUMENT', `${field} is not a JSON array`, {
    field,
    value: bytes.toString('utf8', 0, 80),
    expected: 'an artifact that holds a JSON array',
  })
}
