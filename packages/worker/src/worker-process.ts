import { defineProcess } from '@headway/kit/process'
import { startWorker } from './start-worker.ts'
import { workStreams } from './task-protocol.ts'
import { workerSettings } from './worker-settings.ts'

/** The worker as a process: its settings, streams and life. */
export const workerProcess = defineProcess({
  name: 'worker',
  port: 4010,
  settings: workerSettings,
  streams: workStreams,
  start: startWorker,
})
