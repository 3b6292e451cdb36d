import { format } from 'node:util'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import { DomainError } from '@headway/kit/errors'
import type { FromHost, ToHost } from './host-messages.ts'
import { type LoadedStep, loadSteps } from './load-steps.ts'
import { peakMemory, resetPeakMemory } from './memory.ts'
import { openTask } from './open-task.ts'
import { runCommand } from './run-command.ts'
import { taskErrorOf } from './task-error.ts'
import type { Task } from './task-protocol.ts'

// The process that steps run in: it stays warm between tasks, and its crash costs the worker one task.

type Opened = { artifacts: ArtifactStore; steps: Map<string, LoadedStep>; commandFolder: string | null }

let opened: Opened | undefined
let running: AbortController | undefined

process.on('message', (message: ToHost) => {
  if (message.type === 'abort') running?.abort(new DomainError('UNAVAILABLE', 'the task was stopped'))
  else if (message.type === 'open') void open(message)
  else void run(message.task, message.folder)
})
// A host without its worker has nobody to tell.
process.on('disconnect', () => {
  running?.abort()
  process.exit(1)
})

for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  console[method] = (...values: unknown[]) => tell({ type: 'log', text: format(...values) })
}

async function open(message: Extract<ToHost, { type: 'open' }>): Promise<void> {
  try {
    const steps = await loadSteps(message.modules)
    const artifacts = await openArtifactStore(message.artifacts)
    opened = { artifacts, steps, commandFolder: message.commandFolder }
    tell({
      type: 'ready',
      steps: [...steps.values()].map(({ name, codeVersion }) => ({ uses: name, codeVersion })),
    })
  } catch (error) {
    tell({ type: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

async function run(task: Task, folder: string): Promise<void> {
  if (!opened) throw new Error('a task came before the host was opened')
  await resetPeakMemory()
  const cpu = process.cpuUsage()
  running = new AbortController()
  const { signal } = running
  const command = { cpuSeconds: 0, peakMemoryBytes: 0 }
  let error: unknown
  const { context, collected } = await openTask(task, {
    artifacts: opened.artifacts,
    folder,
    signal,
    log: (text) => tell({ type: 'log', text }),
    progress: (done, total) => tell({ type: 'progress', done, total }),
  }).catch((cause) => {
    error = cause
    return { context: undefined, collected: { outputs: {}, values: {}, metrics: {} } }
  })
  const step = opened.steps.get(task.code.uses)
  if (context) {
    try {
      if (task.code.command) Object.assign(command, await runCommand(task, context, opened.commandFolder))
      else if (step) await step.run(context)
      else throw unknownStep(task.code.uses, opened.steps)
    } catch (cause) {
      error = cause
      tell({ type: 'log', text: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
    }
  }
  running = undefined
  const used = process.cpuUsage(cpu)
  tell({
    type: 'done',
    outcome: {
      ...collected,
      error: error === undefined ? null : taskErrorOf(error),
      codeVersion: step?.codeVersion ?? task.code.version,
      cpuSeconds: (used.user + used.system) / 1e6 + command.cpuSeconds,
      peakMemoryBytes: Math.max(await peakMemory(), command.peakMemoryBytes),
    },
    residentBytes: process.memoryUsage.rss(),
  })
}

function unknownStep(uses: string, steps: Map<string, LoadedStep>): DomainError {
  return new DomainError('UNAVAILABLE', `this worker has no step "${uses}"`, {
    field: 'uses',
    value: uses,
    expected: `one of ${[...steps.keys()].join(', ')}`,
  })
}

function tell(message: FromHost): void {
  process.send?.(message)
}
