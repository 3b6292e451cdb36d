import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BenchModel } from './bench-fleet.ts'

/** What the process tells when every session is there, and after each pass over all of them. */
export type BareReport = { memory: number; loadMs: number; rowsPerCpuSecond: number }

/** Sessions of ONNX Runtime and nothing else, one for each model, in one thread of a process of its own. */
export type BareSessions = {
  /** Bytes that the sessions added to the process. */
  memory: number
  loadMs: number
  /** One row of each model in turn, after two passes that warm up. */
  rowsPerCpuSecond: () => Promise<number>
} & AsyncDisposable

export async function openBareSessions(fleet: readonly BenchModel[]): Promise<BareSessions> {
  await using opened = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'headway-bare-'))
  opened.defer(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'models')
  await writeFile(path, Buffer.concat(fleet.map(({ bytes }) => bytes)))
  const lengths = fleet.map(({ bytes }) => bytes.length)
  const child = fork(fileURLToPath(new URL('./bare-sessions-process.ts', import.meta.url)))
  opened.defer(async () => {
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  })
  child.send({ path, lengths })
  const [report] = (await once(child, 'message')) as [BareReport]
  const kept = opened.move()
  return {
    memory: report.memory,
    loadMs: report.loadMs,
    rowsPerCpuSecond: async () => {
      child.send('run')
      const [{ rowsPerCpuSecond }] = (await once(child, 'message')) as [BareReport]
      return rowsPerCpuSecond
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
