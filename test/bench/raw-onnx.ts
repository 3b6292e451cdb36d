import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type BenchModel, featureNames } from './bench-fleet.ts'
import type { PredictRows } from './predict-rows.ts'

export type RawOnnxWork = {
  models: Uint8Array[]
  features: Float32Array
  width: number
  /** The rows of each model. */
  rowsOfModel: number[][]
}

/** ONNX Runtime alone: one thread with a session for each model, its rows laid out before. `run` answers all rows once. */
export type RawOnnx = { run: () => Promise<void> } & AsyncDisposable

export async function openRawOnnx(fleet: readonly BenchModel[], rows: PredictRows): Promise<RawOnnx> {
  const indexes = new Map(fleet.map(({ key }, index) => [key.join('/'), index]))
  const byModel = Map.groupBy(rows.keys.keys(), (row) => indexes.get(rows.keys[row] ?? '') ?? 0)
  const work: RawOnnxWork = {
    models: [...byModel.keys()].map((index) => fleet[index]?.bytes ?? new Uint8Array()),
    features: rows.features,
    width: featureNames.length,
    rowsOfModel: [...byModel.values()],
  }
  const worker = new Worker(new URL('./raw-onnx-thread.ts', import.meta.url), { workerData: work })
  await once(worker, 'message')
  return {
    run: async () => {
      const ran = once(worker, 'message')
      worker.postMessage('run')
      await ran
    },
    [Symbol.asyncDispose]: async () => void (await worker.terminate()),
  }
}
