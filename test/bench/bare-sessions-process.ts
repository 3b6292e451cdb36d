import { openSync, readSync } from 'node:fs'
import { openSession } from '@headway/onnx/session'
import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { BareReport } from './bare-sessions.ts'

const sessions: InferenceSession[] = []
const row = new Float32Array(30).fill(0.5)
let report: BareReport = { memory: 0, loadMs: 0, rowsPerCpuSecond: 0 }

process.on('message', async (message: { path: string; lengths: number[] } | 'run') => {
  if (message === 'run') {
    for (let warm = 0; warm < 2; warm++) await pass()
    const before = process.cpuUsage()
    for (let time = 0; time < 3; time++) await pass()
    const { user, system } = process.cpuUsage(before)
    report = { ...report, rowsPerCpuSecond: (3 * sessions.length * 1e6) / (user + system) }
  } else {
    await load(message)
  }
  process.send?.(report)
})
process.on('disconnect', () => process.exit())

async function load({ path, lengths }: { path: string; lengths: number[] }): Promise<void> {
  const file = openSync(path, 'r')
  const buffer = Buffer.alloc(Math.max(...lengths))
  const before = process.memoryUsage.rss()
  const began = performance.now()
  for (const length of lengths) {
    readSync(file, buffer, 0, length, null)
    const { session } = await openSession(buffer.subarray(0, length))
    sessions.push(session)
  }
  report = { ...report, memory: process.memoryUsage.rss() - before, loadMs: performance.now() - began }
}

async function pass(): Promise<void> {
  for (const session of sessions) await session.run({ features: new Tensor('float32', row, [1, row.length]) })
}
