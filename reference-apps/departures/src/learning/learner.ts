import { Worker } from 'node:worker_threads'
import type { Learned } from '../live/live-state.ts'
import type { DayLearner, LearnerSetup, PredictedDay } from './day-learner.ts'
import type { LearnerTask } from './learner-thread.ts'

/** How long (ms) a thread that is told to close may take to end what it is at. */
const patienceMs = 3000

/**
 * Learns days in a thread of its own, so that the feed is published meanwhile. One thing is asked after the other. When
 * the signal aborts, or the thread ends by itself, what waits for it fails.
 */
export async function openLearner(setup: LearnerSetup, signal: AbortSignal): Promise<DayLearner> {
  const worker = new Worker(new URL('./learner-thread.ts', import.meta.url), {
    execArgv: [],
    workerData: setup,
  })
  let waiting: PromiseWithResolvers<unknown> | undefined
  let failure: unknown
  const exited = Promise.withResolvers<void>()
  const end = (error: unknown) => {
    failure ??= error
    waiting?.reject(failure)
  }
  worker.on('message', ({ result, error }: { result?: unknown; error?: string }) => {
    if (error === undefined) waiting?.resolve(result)
    else waiting?.reject(new Error(error))
  })
  worker.on('error', end)
  worker.on('exit', () => {
    end(new Error('the thread that learns days has ended'))
    exited.resolve()
  })
  const close = async () => {
    signal.removeEventListener('abort', close)
    worker.postMessage({ type: 'close' } satisfies LearnerTask)
    const late = setTimeout(() => worker.terminate(), patienceMs)
    await exited.promise
    clearTimeout(late)
  }
  signal.addEventListener('abort', close)
  const ask = <Result>(task: LearnerTask): Promise<Result> => {
    signal.throwIfAborted()
    waiting = Promise.withResolvers<unknown>()
    if (failure !== undefined) waiting.reject(failure)
    else worker.postMessage(task)
    return waiting.promise as Promise<Result>
  }
  return {
    learn: (order) => ask<PredictedDay>({ type: 'learn', order }),
    take: (files) => ask<void>({ type: 'take', files }),
    keep: () => ask<Learned>({ type: 'keep' }),
    [Symbol.asyncDispose]: close,
  }
}
