import { digestOf } from '@headway/artifacts/digest'
import { DomainError } from '@headway/kit/errors'
import type { Task } from '@headway/worker/task-protocol'
import type { Context } from '../context.ts'
import { type StepDefinition, timeoutSeconds } from '../domain/definition.ts'
import type { Run } from '../domain/run.ts'
import type { PipelineTask } from '../domain/task.ts'
import { canonicalJson, contentDigest } from './canonical-json.ts'
import type { ResolvedStep } from './resolve-inputs.ts'

/** Chunks larger than this travel by digest: a message of the bus holds 1 MiB. */
const mostInlineCharacters = 200_000
const mostMessageCharacters = 900_000

/** One task of a step, ready to be queued, with the key of everything it reads. */
export async function makeTask(
  { artifacts, newId, now }: Context,
  run: Run,
  step: StepDefinition,
  given: { resolved: ResolvedStep; version: string; chunk: number; list: unknown[] | null },
): Promise<PipelineTask> {
  const { resolved, version, chunk, list } = given
  const own = Object.entries(resolved.byChunk).map(([name, digests]) => [name, [digests[chunk] as string]])
  const inputs: Record<string, string[]> = { ...resolved.inputs, ...Object.fromEntries(own) }
  const text = list === null ? null : canonicalJson(list)
  const items =
    list === null || text === null
      ? null
      : text.length <= mostInlineCharacters
        ? { list }
        : { digest: (await artifacts.put(Buffer.from(text))).digest }
  const uses = step.uses
  const id = newId()
  const message: Task = {
    protocol: 'headway.task/1',
    id,
    attempt: 1,
    run: {
      id: run.id,
      pipeline: run.pipeline,
      pipelineVersion: run.pipelineVersion,
      model: run.model,
      requestedBy: run.requestedBy,
      champion: run.champion,
    },
    step: step.name,
    chunk,
    code: { uses, version, ...(step.command ? { command: step.command } : {}) },
    parameters: resolved.parameters,
    inputs,
    items,
    timeoutSeconds: timeoutSeconds(step) ?? 1800,
  }
  const size = JSON.stringify(message).length
  if (size > mostMessageCharacters) {
    throw new DomainError('RESOURCE_EXHAUSTED', `a task of step ${step.name} is too large to send`, {
      field: `steps.${step.name}.parameters`,
      value: size,
      expected: `at most ${mostMessageCharacters} characters; pass large values as artifacts`,
    })
  }
  // A proposal names its run, so it is never the same twice.
  const isCached = step.cache && version !== 'unknown' && uses !== 'headway/propose'
  const cacheKey = isCached ? cacheKeyOf(message, version, text === null ? null : digestOf(text)) : null
  return {
    id,
    runId: run.id,
    step: step.name,
    chunk,
    state: 'QUEUED',
    attempt: 1,
    maxAttempts: step.retry.attempts,
    backoffSeconds: step.retry.backoffSeconds,
    queue: step.queue,
    message,
    cacheKey,
    cached: false,
    codeVersion: version,
    worker: null,
    progress: null,
    outputs: {},
    values: {},
    metrics: {},
    logTail: '',
    logDigest: null,
    error: null,
    environmentDigest: null,
    cpuSeconds: null,
    peakMemoryBytes: null,
    queuedAt: now(),
    startedAt: null,
    finishedAt: null,
  }
}

/** Everything a task reads: its code, its parameters, its inputs and its items. */
function cacheKeyOf(message: Task, version: string, items: string | null): string {
  const { code, parameters, inputs, run } = message
  return contentDigest({
    uses: code.uses,
    command: code.command ?? null,
    version,
    model: run.model,
    parameters,
    inputs,
    items,
  })
}
