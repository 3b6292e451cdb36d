import { parentPort, workerData } from 'node:worker_threads'
import { openSession } from '@headway/onnx/session'
import { Tensor } from 'onnxruntime-node'
import type { RawOnnxWork } from './raw-onnx.ts'

const { models, features, rowsOfModel, width } = workerData as RawOnnxWork
const sessions = await Promise.all(models.map((bytes) => openSession(bytes)))
const feeds = rowsOfModel.map((rows) => {
  const values = new Float32Array(rows.length * width)
  for (const [at, row] of rows.entries()) {
    values.set(features.subarray(row * width, (row + 1) * width), at * width)
  }
  return { features: new Tensor('float32', values, [rows.length, width]) }
})

parentPort?.on('message', async () => {
  for (const [index, { session }] of sessions.entries()) {
    const feed = feeds[index]
    if (feed) await session.run(feed)
  }
  parentPort?.postMessage('ran')
})
parentPort?.postMessage('ready')
