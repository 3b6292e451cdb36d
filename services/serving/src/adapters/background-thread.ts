import { parentPort } from 'node:worker_threads'
import { publicError } from '@headway/kit/errors'
import { compactManifest } from './compact-manifest.ts'
import { encodePredictions } from './encode-predictions.ts'
import type { PredictionChunk } from './prediction-block.ts'

export type BackgroundTask =
  | { type: 'manifest'; id: number; bytes: Uint8Array }
  | { type: 'encode'; id: number; chunk: PredictionChunk }

// Manifests of a fleet and chunks of the prediction log take the main thread's time by tens of milliseconds.
parentPort?.on('message', (task: BackgroundTask) => {
  try {
    const result = task.type === 'manifest' ? compactManifest(task.bytes) : encodePredictions(task.chunk)
    parentPort?.postMessage({ id: task.id, result }, result instanceof ArrayBuffer ? [result] : [])
  } catch (error) {
    const { code, message, ...rest } = publicError(error)
    const told = code === 'INTERNAL' && error instanceof Error ? error.message : message
    parentPort?.postMessage({ id: task.id, error: { code, message: told, ...rest } })
  }
})
