import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bus } from '@headway/kit/bus'
import type { ReceivedMessage } from '@headway/kit/bus-consume'
import type { Logger } from '@headway/kit/log'
import type { Outcome } from './host-messages.ts'
import type { Reports } from './reports.ts'
import { failedOutcome, type Slot, type StopReason } from './slot.ts'
import { openTaskLog, type TaskLog } from './task-log.ts'
import {
  cancellationShape,
  cancelledSubject,
  type Heartbeat,
  type Task,
  taskShape,
  taskSubject,
  workStream,
} from './task-protocol.ts'
import { traced } from './task-span.ts'

export type WorkerParts = {
  bus: Bus
  log: Logger
  reports: Reports
  slots: readonly Slot[]
  /** Where tasks get their scratch folders. */
  folder: string
  queues: readonly string[]
  ackWaitMs: number
  graceMs: number
}

type Running = {
  task: Task
  stop: AbortController
  log: TaskLog
  startedAt: Date
  progress: Heartbeat['progress']
  finished: Promise<void>
}

const heartbeatMs = 3000
const announceMs = 30_000
/** An attempt whose worker ended this often counts as failed: the task itself may be the cause. */
const mostDeliveries = 5

/** Takes tasks from queues, runs each in a slot, and tells what came of it. */
export class Worker implements AsyncDisposable {
  readonly #parts: WorkerParts
  readonly #idle: Slot[]
  readonly #running = new Map<string, Running>()
  readonly #open = new AsyncDisposableStack()

  constructor(parts: WorkerParts) {
    this.#parts = parts
    this.#idle = [...parts.slots]
    const { bus, reports, queues, ackWaitMs, slots } = parts
    this.#open.use(bus.subscribe(cancelledSubject, (data) => this.#cancel(data)))
    const beat = setInterval(() => this.#beat(), heartbeatMs)
    const announce = setInterval(() => void reports.announce(), announceMs)
    this.#open.defer(() => {
      clearInterval(beat)
      clearInterval(announce)
    })
    for (const queue of queues) {
      const consumption = {
        stream: workStream,
        durable: `worker_${queue}`,
        filterSubject: taskSubject(queue),
        ackWaitMs,
        concurrency: slots.length,
        maxAckPending: 10_000,
      }
      this.#open.use(bus.consume(consumption, (message) => this.#take(message)))
    }
    void reports.announce()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const grace = setTimeout(() => {
      for (const { stop } of this.#running.values()) stop.abort('HANDED_BACK' satisfies StopReason)
    }, this.#parts.graceMs)
    await this.#open.disposeAsync()
    clearTimeout(grace)
  }

  async #take(message: ReceivedMessage): Promise<void> {
    const parsed = taskShape.safeParse(message.json())
    if (!parsed.success) {
      this.#parts.log.error({ err: parsed.error }, 'a task does not match the protocol')
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
      const outcome = failedOutcome(task, { code: 'CRASHED', message: told, retryable: true })
      return this.#parts.reports.tell(task, new Date(), openTaskLog(), outcome, message.signal)
    }
    const running: Running = {
      task,
      stop: new AbortController(),
      log: openTaskLog(),
      startedAt: new Date(),
      progress: null,
      finished: Promise.resolve(),
    }
    running.finished = this.#run(running, message.signal)
    this.#running.set(key, running)
    return running.finished.finally(() => this.#running.delete(key))
  }

  async #run(running: Running, signal: AbortSignal): Promise<void> {
    const { task, stop, log, startedAt } = running
    const slot = this.#idle.pop() ?? (await this.#freeSlot())
    const folder = await mkdtemp(join(this.#parts.folder, 'task-'))
    const timeout = setTimeout(() => stop.abort('TIMED_OUT' satisfies StopReason), task.timeoutSeconds * 1000)
    void this.#parts.reports.beat(running)
    const work = (): Promise<Outcome> =>
      slot.run(task, folder, stop.signal, {
        log: log.add,
        progress: (done, total) => {
          running.progress = { done, total }
        },
      })
    try {
      const outcome = await traced(task, work)
      if (outcome.error && stop.signal.reason === ('HANDED_BACK' satisfies StopReason)) {
        throw new Error(`task ${task.id} is handed back`)
      }
      await this.#parts.reports.tell(task, startedAt, log, outcome, signal)
    } finally {
      clearTimeout(timeout)
      this.#idle.push(slot)
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** With several queues more tasks may come than there are slots; they wait here. */
  async #freeSlot(): Promise<Slot> {
    for (;;) {
      await Promise.race([...this.#running.values()].map(({ finished }) => finished.catch(() => undefined)))
      const slot = this.#idle.pop()
      if (slot) return slot
    }
  }

  #beat(): void {
    for (const running of this.#running.values()) void this.#parts.reports.beat(running)
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
