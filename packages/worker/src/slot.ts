import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { DomainError } from '@headway/kit/errors'
import type { FromHost, Outcome, ToHost } from './host-messages.ts'
import type { Task, TaskError } from './task-protocol.ts'

export type SlotSettings = {
  artifacts: string
  modules: string[]
  commandFolder: string | null
  /** A host that holds more resident memory than this after a task is replaced. */
  recycleAboveBytes: number
  environment: NodeJS.ProcessEnv
}

export type TaskListener = {
  log: (text: string) => void
  progress: (done: number, total: number) => void
}

export type StopReason = 'CANCELLED' | 'TIMED_OUT' | 'HANDED_BACK'

type Host = { child: ChildProcess; steps: { uses: string; codeVersion: string }[] }

const graceMs = 5000

/** One place for a task: a warm child process that is replaced when it crashes or grows. */
export class Slot implements AsyncDisposable {
  readonly #settings: SlotSettings
  #host: Promise<Host> | undefined

  constructor(settings: SlotSettings) {
    this.#settings = settings
  }

  /** Starts the child when there is none; answers the steps it can run. */
  async warm(): Promise<Host['steps']> {
    return (await this.#open()).steps
  }

  /** Runs a task to its end. Aborting, with a StopReason, stops it: politely, then by force. */
  async run(task: Task, folder: string, signal: AbortSignal, listener: TaskListener): Promise<Outcome> {
    const { child } = await this.#open()
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    let force: NodeJS.Timeout | undefined
    const onMessage = (message: FromHost) => {
      if (message.type === 'log') listener.log(message.text)
      else if (message.type === 'progress') listener.progress(message.done, message.total)
      else if (message.type === 'done') {
        if (message.residentBytes > this.#settings.recycleAboveBytes) this.#drop(child)
        resolve(message.outcome)
      }
    }
    const onText = (chunk: Buffer) => listener.log(chunk.toString('utf8').trimEnd())
    const onExit = (code: number | null, killedBy: string | null) => {
      this.#host = undefined
      resolve(crashed(task, killedBy === null ? `exit code ${code}` : `signal ${killedBy}`))
    }
    const onAbort = () => {
      if (child.connected) child.send({ type: 'abort' } satisfies ToHost)
      force = setTimeout(() => child.kill('SIGKILL'), graceMs)
    }
    child.on('message', onMessage)
    child.on('exit', onExit)
    child.stdout?.on('data', onText)
    child.stderr?.on('data', onText)
    signal.addEventListener('abort', onAbort)
    try {
      if (child.connected) child.send({ type: 'run', task, folder } satisfies ToHost)
      else onExit(child.exitCode, child.signalCode)
      if (signal.aborted) onAbort()
      const outcome = await promise
      return signal.aborted && outcome.error !== null ? stopped(outcome, task, signal.reason) : outcome
    } finally {
      clearTimeout(force)
      signal.removeEventListener('abort', onAbort)
      child.off('message', onMessage)
      child.off('exit', onExit)
      child.stdout?.off('data', onText)
      child.stderr?.off('data', onText)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const host = await this.#host?.catch(() => undefined)
    if (host) this.#drop(host.child)
  }

  #drop(child: ChildProcess): void {
    this.#host = undefined
    child.removeAllListeners('exit')
    child.kill('SIGKILL')
  }

  #open(): Promise<Host> {
    this.#host ??= startHost(this.#settings, () => {
      this.#host = undefined
    })
    return this.#host
  }
}

function startHost(settings: SlotSettings, onEnd: () => void): Promise<Host> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./step-host.ts', import.meta.url)), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: settings.environment,
      execArgv: [],
    })
    let said = ''
    const hear = (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-2000)
    }
    const fail = (message: string) => {
      onEnd()
      child.kill('SIGKILL')
      reject(new DomainError('FAILED_PRECONDITION', `the step modules do not load: ${message}`))
    }
    const onEarlyExit = (code: number | null) => fail(`exit code ${code} ${said}`)
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', onEarlyExit)
    child.once('error', (error) => fail(error.message))
    child.on('message', (message: FromHost) => {
      if (message.type === 'broken') fail(message.message)
      if (message.type !== 'ready') return
      child.off('exit', onEarlyExit)
      child.once('exit', onEnd)
      child.stdout?.off('data', hear)
      child.stderr?.off('data', hear)
      child.stdout?.resume()
      child.stderr?.resume()
      resolve({ child, steps: message.steps })
    })
    child.send({
      type: 'open',
      artifacts: settings.artifacts,
      modules: settings.modules,
      commandFolder: settings.commandFolder,
    } satisfies ToHost)
  })
}

function crashed(task: Task, how: string): Outcome {
  const message = `the process of the step ended with ${how}`
  return failedOutcome(task, { code: 'CRASHED', message, retryable: true })
}

/** The outcome of a task that left nothing behind. */
export function failedOutcome(task: Task, error: TaskError): Outcome {
  return {
    outputs: {},
    values: {},
    metrics: {},
    error,
    codeVersion: task.code.version,
    cpuSeconds: 0,
    peakMemoryBytes: 0,
  }
}

function stopped(outcome: Outcome, task: Task, reason: StopReason): Outcome {
  const error =
    reason === 'TIMED_OUT'
      ? { code: reason, message: `the task took longer than ${task.timeoutSeconds} s`, retryable: true }
      : { code: 'CANCELLED', message: 'the task was cancelled', retryable: false }
  return { ...outcome, error }
}
