import type { ArtifactStore } from '@headway/artifacts/store'
import type { Task } from './task-protocol.ts'

/** Artifacts a step was given under one name, in order. */
export type TaskInput = {
  readonly digests: readonly string[]
  /** The only digest; FAILED_PRECONDITION when there are none or several. */
  readonly digest: string
  /** A local file that must not be written to. */
  path(): Promise<string>
  paths(): Promise<string[]>
  bytes(): Promise<Buffer>
  json<T>(): Promise<T>
  jsons<T>(): Promise<T[]>
}

export type OutputSource = { json: unknown } | { bytes: Uint8Array } | { path: string } | { digest: string }

/** Everything a step may use; what is not in here does not count for the step cache. */
export type TaskContext = {
  readonly id: string
  readonly attempt: number
  readonly step: string
  readonly run: Task['run']
  readonly chunk: number
  readonly parameters: Readonly<Record<string, unknown>>
  /** The chunk of a forEach step, else empty. */
  readonly items: readonly unknown[]
  readonly artifacts: ArtifactStore
  /** An empty folder that is removed after the task. */
  readonly folder: string
  /** Aborts at cancel, timeout and shutdown. */
  readonly signal: AbortSignal
  hasInput(name: string): boolean
  input(name: string): TaskInput
  /** Stores a result under a name; answers its digest. */
  output(name: string, source: OutputSource): Promise<string>
  /** A small JSON result that later steps can refer to; 64 KiB in all. */
  value(name: string, value: unknown): void
  metric(name: string, value: number): void
  log(text: string): void
  progress(done: number, total: number): void
}
