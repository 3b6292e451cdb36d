import { flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { publicError } from '@headway/kit/errors'
import { compactManifest } from './compact-manifest.ts'
import { encodePredictions } from './encode-predictions.ts'
import type { PredictionChunk } from './prediction-block.ts'
import { type ProofTask, proveArtifacts } from './prove-artifacts.ts'

export type BackgroundTask =
  | { type: 'manifest'; id: number; bytes: Uint8Array }
  | { type: 'encode'; id: number; chunk: PredictionChunk }
  | { type: 'prove'; id: number; task: ProofTask }

// Manifests of a fleet, proofs of its models and chunks of the prediction log take tens of milliseconds and more.
parentPort?.on('message', async (task: BackgroundTask) => {
  try {
    const result = await work(task)
    parentPort?.postMessage({ id: task.id, result }, result instanceof ArrayBuffer ? [result] : [])
  } catch (error) {
    const { code, message, ...rest } = publicError(error)
    const told = code === 'INTERNAL' && error instanceof Error ? error.message : message
    parentPort?.postMessage({ id: task.id, error: { code, message: told, ...rest } })
  }
})

// Kept at once: a process that is killed writes nothing at its end.
flushCompileCache()

function work(task: BackgroundTask) {
  switch (task.type) {
    case 'manifest':
      return compactManifest(task.bytes)
    case 'encode':
      return encodePredictions(task.chunk)
    case 'prove':
      return proveArtifacts(task.task)
  }
}
