import type { ArtifactStore } from '@headway/artifacts/store'
import { backoffMs, pause } from '@headway/kit/backoff'
import type { Bus } from '@headway/kit/bus'
import type { Logger } from '@headway/kit/log'
import type { Outcome } from './host-messages.ts'
import type { TaskLog } from './task-log.ts'
import {
  type Announcement,
  announcedSubject,
  finishedSubject,
  type Heartbeat,
  heartbeatSubject,
  type Task,
  type TaskResult,
} from './task-protocol.ts'

/** What a worker tells of itself besides its tasks. */
export type WorkerFacts = {
  name: string
  queues: string[]
  steps: Announcement['steps']
  environmentDigest: string
  startedAt: Date
}

export type Reports = {
  /** Tells a result, trying until the bus takes it or the signal aborts. */
  tell: (task: Task, startedAt: Date, log: TaskLog, outcome: Outcome, signal: AbortSignal) => Promise<void>
  /** Tells that a task is in hand; a lost heartbeat is followed by another. */
  beat: (running: {
    task: Task
    log: TaskLog
    progress: Heartbeat['progress']
    startedAt: Date
  }) => Promise<void>
  /** Tells which steps the worker has; gives up when the bus is away, as it is told again. */
  announce: () => Promise<void>
}

/** Opens what a worker says on the bus. */
export function openReports(given: {
  bus: Bus
  artifacts: ArtifactStore
  log: Logger
  worker: WorkerFacts
}): Reports {
  const { bus, artifacts, worker } = given
  return {
    async tell(task, startedAt, log, outcome, signal) {
      const text = log.text()
      const stored = text === '' ? null : await artifacts.put(Buffer.from(text))
      const result: TaskResult = {
        protocol: 'headway.result/1',
        task: task.id,
        attempt: task.attempt,
        run: task.run.id,
        worker: worker.name,
        state: outcome.error ? 'failed' : 'succeeded',
        outputs: outcome.outputs,
        values: outcome.values,
        metrics: outcome.metrics,
        logDigest: stored?.digest ?? null,
        logTail: log.tail(),
        environmentDigest: worker.environmentDigest,
        codeVersion: outcome.codeVersion,
        startedAt: startedAt.toISOString(),
        finishedAt: new Date().toISOString(),
        cpuSeconds: outcome.cpuSeconds,
        peakMemoryBytes: outcome.peakMemoryBytes,
        error: outcome.error,
      }
      for (let attempt = 0; ; attempt++) {
        try {
          await bus.publish(finishedSubject, result, { id: `${task.id}:${task.attempt}:finished` })
          return
        } catch (error) {
          if (signal.aborted) throw error
          given.log.warn({ err: error, task: task.id }, 'a result cannot be told yet')
          await pause(backoffMs(attempt, 100, 5000), signal)
        }
      }
    },
    async beat({ task, log, progress, startedAt }) {
      if (bus.state() !== 'connected') return
      const now = new Date().toISOString()
      const beat: Heartbeat = {
        task: task.id,
        attempt: task.attempt,
        run: task.run.id,
        worker: worker.name,
        at: now,
        startedAt: startedAt.toISOString(),
        progress,
        logTail: log.tail(),
      }
      await bus
        .publish(heartbeatSubject, beat, { id: `${task.id}:${task.attempt}:${now}` })
        .catch((error) => given.log.debug({ err: error }, 'a heartbeat was lost'))
    },
    async announce() {
      const now = new Date().toISOString()
      const announcement: Announcement = {
        worker: worker.name,
        startedAt: worker.startedAt.toISOString(),
        at: now,
        queues: worker.queues,
        environmentDigest: worker.environmentDigest,
        steps: worker.steps,
      }
      await bus
        .publish(announcedSubject, announcement, {
          id: `${worker.name}:${now}`,
          timeoutMs: announceTimeoutMs,
        })
        .catch((error) => given.log.debug({ err: error }, 'the worker could not announce itself'))
    },
  }
}

const announceTimeoutMs = 25_000
