import type { ArtifactStore } from '@headway/artifacts/store'
import { DomainError } from '@headway/kit/errors'
import type { OutputSource, TaskContext, TaskInput } from './task-context.ts'
import type { Task, TaskOutputs } from './task-protocol.ts'

/** What a step left behind. */
export type Collected = {
  outputs: TaskOutputs
  values: Record<string, unknown>
  metrics: Record<string, number>
}

export type TaskSurroundings = {
  artifacts: ArtifactStore
  folder: string
  signal: AbortSignal
  log: (text: string) => void
  progress: (done: number, total: number) => void
}

const valuesLimit = 64 * 1024
/** A result travels in one message of the bus, which holds 1 MiB. */
const outputsLimit = 4000

/** Gives a step its context and collects what it yields. */
export async function openTask(
  task: Task,
  { artifacts, folder, signal, log, progress }: TaskSurroundings,
): Promise<{ context: TaskContext; collected: Collected }> {
  const collected: Collected = { outputs: {}, values: {}, metrics: {} }
  const context: TaskContext = {
    id: task.id,
    attempt: task.attempt,
    step: task.step,
    run: task.run,
    chunk: task.chunk,
    parameters: task.parameters,
    items: await itemsOf(task, artifacts),
    artifacts,
    folder,
    signal,
    hasInput: (name) => (task.inputs[name]?.length ?? 0) > 0,
    input: (name) => inputOf(task, name, artifacts),
    output: async (name, source) => {
      if (Object.keys(collected.outputs).length >= outputsLimit && !(name in collected.outputs)) {
        throw new DomainError('RESOURCE_EXHAUSTED', `step ${task.step} yields too many outputs`, {
          field: name,
          value: outputsLimit + 1,
          expected: `at most ${outputsLimit} outputs a task; store many artifacts as one pack`,
        })
      }
      const stored = await store(artifacts, source)
      collected.outputs[name] = { digest: stored.digest, size: stored.size }
      return stored.digest
    },
    value: (name, value) => {
      collected.values[name] = value
      const size = JSON.stringify(collected.values).length
      if (size > valuesLimit) {
        throw new DomainError('RESOURCE_EXHAUSTED', `the values of step ${task.step} are too large`, {
          field: name,
          value: size,
          expected: `at most ${valuesLimit} characters of JSON in all; store an output instead`,
        })
      }
    },
    metric: (name, value) => {
      if (!Number.isFinite(value)) {
        throw new DomainError('INVALID_ARGUMENT', `metric ${name} is not a finite number`, {
          field: name,
          value: String(value),
          expected: 'a finite number',
        })
      }
      collected.metrics[name] = value
    },
    log,
    progress,
  }
  return { context, collected }
}

/** The items of a task's chunk, fetched when they travel by digest. */
export async function itemsOf(task: Task, artifacts: ArtifactStore): Promise<unknown[]> {
  if (task.items === null) return []
  if ('list' in task.items) return task.items.list
  return JSON.parse((await artifacts.get(task.items.digest)).toString('utf8')) as unknown[]
}

function inputOf(task: Task, name: string, artifacts: ArtifactStore): TaskInput {
  const digests = task.inputs[name]
  if (digests === undefined || digests.length === 0) {
    throw new DomainError('FAILED_PRECONDITION', `step ${task.step} was given no input "${name}"`, {
      field: `inputs.${name}`,
      expected: `one of: ${Object.keys(task.inputs).join(', ') || 'no inputs were given'}`,
    })
  }
  const only = () => {
    if (digests.length === 1 && digests[0] !== undefined) return digests[0]
    throw new DomainError('FAILED_PRECONDITION', `input "${name}" of step ${task.step} is a list`, {
      field: `inputs.${name}`,
      value: digests.length,
      expected: 'one artifact',
    })
  }
  return {
    digests,
    get digest() {
      return only()
    },
    path: () => artifacts.path(only()),
    paths: async () => {
      const paths: string[] = []
      for (const digest of digests) paths.push(await artifacts.path(digest))
      return paths
    },
    bytes: () => artifacts.get(only()),
    json: async () => parse(await artifacts.get(only()), name),
    jsons: async () => {
      const all = []
      for (const digest of digests) all.push(parse(await artifacts.get(digest), name))
      return all
    },
  }
}

function parse<T>(bytes: Buffer, name: string): T {
  try {
    return JSON.parse(bytes.toString('utf8')) as T
  } catch (cause) {
    throw new DomainError('INVALID_ARGUMENT', `input "${name}" is not JSON`, {
      cause,
      field: `inputs.${name}`,
      value: bytes.toString('utf8', 0, 80),
      expected: 'a JSON artifact',
    })
  }
}

function store(artifacts: ArtifactStore, source: OutputSource) {
  if ('json' in source) return artifacts.put(Buffer.from(JSON.stringify(source.json)))
  if ('bytes' in source) return artifacts.put(source.bytes)
  if ('path' in source) return artifacts.putFile(source.path)
  return artifacts.stat(source.digest)
}
