import type { Collected } from './open-task.ts'
import type { Task, TaskError } from './task-protocol.ts'

/** What the worker says to a step host. */
export type ToHost =
  | { type: 'open'; artifacts: string; modules: string[]; commandFolder: string | null }
  | { type: 'run'; task: Task; folder: string }
  | { type: 'abort' }

export type Outcome = Collected & {
  error: TaskError | null
  codeVersion: string
  cpuSeconds: number
  peakMemoryBytes: number
}

/** What a step host says to the worker. */
export type FromHost =
  | { type: 'ready'; steps: { uses: string; codeVersion: string }[] }
  | { type: 'broken'; message: string }
  | { type: 'log'; text: string }
  | { type: 'progress'; done: number; total: number }
  | { type: 'done'; outcome: Outcome; residentBytes: number }
