export type TaskState = 'QUEUED' | 'RUNNING' | 'RETRYING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'

/** States in which a worker has, or may take, the task. */
export const inHand: readonly TaskState[] = ['QUEUED', 'RUNNING']

export type TaskOutputs = Record<string, { digest: string; size: number }>

export type PipelineTask = {
  id: string
  runId: string
  step: string
  chunk: number
  state: TaskState
  attempt: number
  maxAttempts: number
  backoffSeconds: number
  queue: string
  /** The task as the worker is given it. */
  message: unknown
  cacheKey: string | null
  cached: boolean
  codeVersion: string
  worker: string | null
  progress: { done: number; total: number } | null
  outputs: TaskOutputs
  values: Record<string, unknown>
  metrics: Record<string, number>
  logTail: string
  logDigest: string | null
  error: { code: string; message: string } | null
  environmentDigest: string | null
  cpuSeconds: number | null
  peakMemoryBytes: number | null
  queuedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

export type TaskCounts = { total: number; done: number; cached: number; running: number; failed: number }

/** Whether a result of this attempt still counts: the attempt is in hand and no result came before. */
export function awaitsResult(task: Pick<PipelineTask, 'state' | 'attempt'>, attempt: number): boolean {
  return task.attempt === attempt && inHand.includes(task.state)
}

/** When a failed task is tried again: the wait doubles with every attempt, up to ten minutes; null: never. */
export function retryAt(
  task: Pick<PipelineTask, 'attempt' | 'maxAttempts' | 'backoffSeconds'>,
  error: { retryable: boolean },
  now: Date,
): Date | null {
  if (!error.retryable || task.attempt >= task.maxAttempts) return null
  const seconds = Math.min(task.backoffSeconds * 2 ** (task.attempt - 1), 600)
  return new Date(now.getTime() + seconds * 1000)
}

/** Splits a list into chunks of a size, in order. */
export function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const found: Item[][] = []
  for (let at = 0; at < items.length; at += size) found.push(items.slice(at, at + size))
  return found
}
