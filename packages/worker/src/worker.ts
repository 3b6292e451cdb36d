import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import type { Bus } from '@headway/kit/bus'
import type { ReceivedMessage } from '@headway/kit/bus-consume'
import { type ProcessSettingsOf, processEnvironment } from '@headway/kit/config'
import type { Logger } from '@headway/kit/log'
import { metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { captureEnvironment } from './environment.ts'
import type { Outcome } from './host-messages.ts'
import { Slot, type StopReason } from './slot.ts'
import { openTaskLog, type TaskLog } from './task-log.ts'
import {
  type Announcement,
  announcedSubject,
  cancellationShape,
  cancelledSubject,
  finishedSubject,
  type Heartbeat,
  heartbeatSubject,
  type Task,
  type TaskResult,
  taskShape,
  taskSubject,
  workStream,
} from './task-protocol.ts'
import type { workerSettings } from './worker-settings.ts'

type Running = {
  task: Task
  stop: AbortController
  log: TaskLog
  startedAt: Date
  progress: Heartbeat['progress']
  finished: Promise<void>
}

const tracer = trace.getTracer('headway.worker')
const duration = metrics.getMeter('headway.worker').createHistogram('headway.task.duration', { unit: 's' })

const heartbeatMs = 3000
const announceMs = 30_000
/** A task whose worker died this often is the cause of it. */
const mostDeliveries = 5

/** A worker: takes tasks from its queues, runs each in a slot, and tells what came of it. */
export class Worker implements AsyncDisposable {
  readonly name: string
  readonly #settings: ProcessSettingsOf<typeof workerSettings>
  readonly #log: Logger
  readonly #bus: Bus
  readonly #artifacts: ArtifactStore
  readonly #environmentDigest: string
  readonly #steps: Announcement['steps']
  readonly #idle: Slot[]
  readonly #slots: Slot[]
  readonly #folder: string
  readonly #startedAt = new Date()
  readonly #running = new Map<string, Running>()
  readonly #open = new AsyncDisposableStack()

  private constructor(given: {
    settings: ProcessSettingsOf<typeof workerSettings>
    log: Logger
    bus: Bus
    artifacts: ArtifactStore
    environmentDigest: string
    steps: Announcement['steps']
    slots: Slot[]
    folder: string
  }) {
    this.name = given.settings.HEADWAY_WORKER_NAME ?? `${hostname()}-${process.pid}`
    this.#settings = given.settings
    this.#log = given.log
    this.#bus = given.bus
    this.#artifacts = given.artifacts
    this.#environmentDigest = given.environmentDigest
    this.#steps = given.steps
    this.#slots = given.slots
    this.#idle = [...given.slots]
    this.#folder = given.folder
  }

  /** Loads the steps, warms a process for every slot and begins to take tasks. */
  static async start({
    settings,
    log,
    bus,
  }: {
    settings: ProcessSettingsOf<typeof workerSettings>
    log: Logger
    bus: Bus
  }): Promise<Worker> {
    const artifacts = await openArtifactStore(settings.HEADWAY_ARTIFACTS)
    const environment = await captureEnvironment(fileURLToPath(new URL('..', import.meta.url)))
    const { digest } = await artifacts.put(Buffer.from(JSON.stringify(environment)))
    await mkdir(settings.HEADWAY_WORK_DIR, { recursive: true })
    const slots = Array.from(
      { length: settings.HEADWAY_WORKER_CONCURRENCY },
      () =>
        new Slot({
          artifacts: resolve(settings.HEADWAY_ARTIFACTS),
          modules: settings.HEADWAY_WORKER_STEPS.map((path) => resolve(path)),
          commandFolder: settings.HEADWAY_WORKER_COMMAND_FOLDER ?? null,
          recycleAboveBytes: settings.HEADWAY_WORKER_RECYCLE_MB * 1024 * 1024,
          environment: stepEnvironment(),
        }),
    )
    const [steps = []] = await Promise.all(slots.map((slot) => slot.warm()))
    const folder = await mkdtemp(join(resolve(settings.HEADWAY_WORK_DIR), 'tasks-'))
    const worker = new Worker({
      settings,
      log,
      bus,
      artifacts,
      environmentDigest: digest,
      steps,
      slots,
      folder,
    })
    worker.#begin()
    return worker
  }

  #begin(): void {
    const stack = this.#open
    stack.defer(() => rm(this.#folder, { recursive: true, force: true }))
    stack.use(this.#artifacts)
    for (const slot of this.#slots) stack.use(slot)
    stack.use(this.#bus.subscribe(cancelledSubject, (data) => this.#cancel(data)))
    const beat = setInterval(() => void this.#beat(), heartbeatMs)
    const announce = setInterval(() => void this.#announce(), announceMs)
    stack.defer(() => {
      clearInterval(beat)
      clearInterval(announce)
    })
    for (const queue of this.#settings.HEADWAY_WORKER_QUEUES) {
      const consumption = this.#bus.consume(
        {
          stream: workStream,
          durable: `worker_${queue}`,
          filterSubject: taskSubject(queue),
          ackWaitMs: this.#settings.HEADWAY_WORKER_ACK_WAIT_SECONDS * 1000,
          concurrency: this.#settings.HEADWAY_WORKER_CONCURRENCY,
          maxAckPending: 10_000,
        },
        (message) => this.#take(message),
      )
      stack.use(consumption)
    }
    void this.#announce()
    this.#log.info({ worker: this.name, steps: this.#steps }, 'the worker takes tasks')
  }

  /** Stops taking tasks, lets those in hand end within the grace period, then hands them back. */
  async [Symbol.asyncDispose](): Promise<void> {
    const grace = setTimeout(() => {
      for (const { stop } of this.#running.values()) stop.abort('HANDED_BACK')
    }, this.#settings.HEADWAY_WORKER_GRACE_SECONDS * 1000)
    await this.#open.disposeAsync()
    clearTimeout(grace)
  }

  async #take(message: ReceivedMessage): Promise<void> {
    const parsed = taskShape.safeParse(message.json())
    if (!parsed.success) {
      this.#log.error({ err: parsed.error }, 'a task does not match the protocol')
      message.terminate()
      return
    }
    const task = parsed.data
    const key = `${task.id}:${task.attempt}`
    // Delivered again although it is in hand here: the ack follows its end.
    const already = this.#running.get(key)
    if (already) return already.finished
    if (message.deliveryCount > mostDeliveries) {
      const told = `its worker ended ${mostDeliveries} times without a result`
      const error = { code: 'CRASHED', message: told, retryable: false }
      return this.#tell(task, new Date(), openTaskLog(), { ...emptyOutcome(task), error }, message.signal)
    }
    const finished = this.#run(task, message.signal)
    return finished.finally(() => this.#running.delete(key))
  }

  #run(task: Task, signal: AbortSignal): Promise<void> {
    const running: Running = {
      task,
      stop: new AbortController(),
      log: openTaskLog(),
      startedAt: new Date(),
      progress: null,
      finished: Promise.resolve(),
    }
    running.finished = this.#inSlot(running, signal)
    this.#running.set(`${task.id}:${task.attempt}`, running)
    return running.finished
  }

  async #inSlot(running: Running, signal: AbortSignal): Promise<void> {
    const { task, stop, log, startedAt } = running
    const slot = this.#idle.pop() ?? (await this.#freeSlot())
    const folder = await mkdtemp(join(this.#folder, 'task-'))
    const timeout = setTimeout(() => stop.abort('TIMED_OUT' satisfies StopReason), task.timeoutSeconds * 1000)
    void this.#publishBeat(running)
    try {
      const outcome = await this.#traced(running, () =>
        slot.run(task, folder, stop.signal, {
          log: log.add,
          progress: (done, total) => {
            running.progress = { done, total }
          },
        }),
      )
      if (stop.signal.aborted && stop.signal.reason === 'HANDED_BACK' && outcome.error) {
        throw new Error(`task ${task.id} is handed back`)
      }
      await this.#tell(task, startedAt, log, outcome, signal)
    } finally {
      clearTimeout(timeout)
      this.#idle.push(slot)
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** The task as a span of the trace that asked for it. */
  #traced({ task, startedAt }: Running, work: () => Promise<Outcome>): Promise<Outcome> {
    const attributes = {
      'headway.step': task.step,
      'headway.run': task.run.id,
      'headway.attempt': task.attempt,
    }
    return tracer.startActiveSpan(
      `task ${task.code.uses}`,
      { kind: SpanKind.CONSUMER, attributes },
      async (span) => {
        try {
          const outcome = await work()
          if (outcome.error) span.setStatus({ code: SpanStatusCode.ERROR, message: outcome.error.code })
          const state = outcome.error ? 'failed' : 'succeeded'
          duration.record((Date.now() - startedAt.getTime()) / 1000, { uses: task.code.uses, state })
          return outcome
        } finally {
          span.end()
        }
      },
    )
  }

  async #freeSlot(): Promise<Slot> {
    for (;;) {
      const slot = this.#idle.pop()
      if (slot) return slot
      await Promise.race([...this.#running.values()].map(({ finished }) => finished.catch(() => undefined)))
    }
  }

  async #tell(
    task: Task,
    startedAt: Date,
    log: TaskLog,
    outcome: Outcome,
    signal: AbortSignal,
  ): Promise<void> {
    const text = log.text()
    const stored = text === '' ? null : await this.#artifacts.put(Buffer.from(text))
    const result: TaskResult = {
      protocol: 'headway.result/1',
      task: task.id,
      attempt: task.attempt,
      run: task.run.id,
      worker: this.name,
      state: outcome.error ? 'failed' : 'succeeded',
      outputs: outcome.outputs,
      values: outcome.values,
      metrics: outcome.metrics,
      logDigest: stored?.digest ?? null,
      logTail: log.tail(),
      environmentDigest: this.#environmentDigest,
      codeVersion: outcome.codeVersion,
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      cpuSeconds: outcome.cpuSeconds,
      peakMemoryBytes: outcome.peakMemoryBytes,
      error: outcome.error,
    }
    for (;;) {
      try {
        await this.#bus.publish(finishedSubject, result, { id: `${task.id}:${task.attempt}:finished` })
        return
      } catch (error) {
        if (signal.aborted) throw error
        this.#log.warn({ err: error, task: task.id }, 'a result cannot be told yet')
      }
    }
  }

  async #beat(): Promise<void> {
    await Promise.all([...this.#running.values()].map((running) => this.#publishBeat(running)))
  }

  async #publishBeat({ task, log, progress, startedAt }: Running): Promise<void> {
    if (this.#bus.state() !== 'connected') return
    const now = new Date().toISOString()
    const beat: Heartbeat = {
      task: task.id,
      attempt: task.attempt,
      run: task.run.id,
      worker: this.name,
      at: now,
      startedAt: startedAt.toISOString(),
      progress,
      logTail: log.tail(),
    }
    // A lost heartbeat is followed by another.
    await this.#bus
      .publish(heartbeatSubject, beat, { id: `${task.id}:${task.attempt}:${now}` })
      .catch((error) => this.#log.debug({ err: error }, 'a heartbeat was lost'))
  }

  async #announce(): Promise<void> {
    const now = new Date().toISOString()
    const announcement: Announcement = {
      worker: this.name,
      startedAt: this.#startedAt.toISOString(),
      at: now,
      queues: this.#settings.HEADWAY_WORKER_QUEUES,
      environmentDigest: this.#environmentDigest,
      steps: this.#steps,
    }
    const stopped = this.#open
    while (!stopped.disposed) {
      try {
        await this.#bus.publish(announcedSubject, announcement, { id: `${this.name}:${now}` })
        return
      } catch (error) {
        this.#log.debug({ err: error }, 'the worker cannot announce itself yet')
      }
    }
  }

  #cancel(data: Uint8Array): void {
    const parsed = cancellationShape.safeParse(JSON.parse(Buffer.from(data).toString('utf8')))
    if (!parsed.success) return
    const { run, tasks } = parsed.data
    for (const { task, stop } of this.#running.values()) {
      const meant = task.run.id === run && (tasks.length === 0 || tasks.includes(task.id))
      if (meant) stop.abort('CANCELLED' satisfies StopReason)
    }
  }
}

function emptyOutcome(task: Task): Outcome {
  return {
    outputs: {},
    values: {},
    metrics: {},
    error: null,
    codeVersion: task.code.version,
    cpuSeconds: 0,
    peakMemoryBytes: 0,
  }
}

/** Steps see the machine's environment, but none of the worker's settings: some are secret. */
function stepEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(processEnvironment())
  return Object.fromEntries(
    entries.filter(([name]) => !name.startsWith('HEADWAY_') && !name.startsWith('OTEL_')),
  )
}
