import { parentPort, workerData } from 'node:worker_threads'
import type { HistoryFiles } from '../history/history-file.ts'
import { type DayOrder, type LearnerSetup, openDayLearner } from './day-learner.ts'

export type LearnerTask =
  | { type: 'learn'; order: DayOrder }
  | { type: 'take'; files: HistoryFiles }
  | { type: 'keep' }
  | { type: 'close' }

const learner = await openDayLearner(workerData as LearnerSetup)

parentPort?.on('message', async (task: LearnerTask) => {
  try {
    if (task.type === 'close') {
      await learner[Symbol.asyncDispose]()
      parentPort?.close()
    } else if (task.type === 'keep') {
      // A copy goes over whole: the thread that predicts takes it without work.
      const copy = structuredClone(await learner.keep())
      parentPort?.postMessage({ result: copy }, buffersOf(copy))
    } else {
      const result = task.type === 'learn' ? await learner.learn(task.order) : await learner.take(task.files)
      parentPort?.postMessage({ result })
    }
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})

function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer]
  if (typeof value !== 'object' || value === null || value instanceof Map) return []
  return Object.values(value).flatMap(buffersOf)
}
