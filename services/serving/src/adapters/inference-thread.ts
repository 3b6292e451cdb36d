import { flushCompileCache } from 'node:module'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '@headway/kit/errors'
import { Runner } from '@headway/onnx/compiled/run'
import { SharedCounts } from './residency-counts.ts'
import { checkDeadline, LoadFailure, ResidentSet } from './resident-set.ts'
import { runRows } from './run-rows.ts'
import type { FromThread, ThreadSettings, ToThread } from './thread-messages.ts'

// ONNX Runtime blocks the thread it runs on, so sessions live here and never on the main thread.
const { residentBytes, counts } = workerData as ThreadSettings
const runner = new Runner()
// ONNX Runtime comes in with the first session: where all models are compiled its memory is not spent.
const residents = new ResidentSet(
  async (artifact, signature) => (await import('./open-model.ts')).openModel(artifact, signature),
  residentBytes,
  new SharedCounts(counts),
)

parentPort?.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'hold':
      for (const artifact of message.artifacts) residents.hold(artifact, message.signature)
      break
    case 'load':
      void answer(message.id, () => load(message))
      break
    case 'run':
      void answer(message.id, async () => {
        const outputs = await runRows(residents, message.request)
        return { type: 'ran', id: message.id, outputs }
      })
      break
    case 'runCompiled':
      void answer(message.id, async () => {
        const { slots, counts, features, width, outputs, deadline } = message.request
        checkDeadline(deadline)
        const columns = outputs.map(() => new Float32Array(features.length / Math.max(width, 1)))
        runner.runAll(slots, counts, features, columns)
        return { type: 'ran', id: message.id, outputs: columns }
      })
      break
    case 'segment':
      runner.setSegment(message.index, message.buffer)
      break
    case 'dispose':
      residents.drop(message.slots)
  }
})

// Kept at once: a process that is killed writes nothing at its end.
flushCompileCache()

async function load({ id, slots, onlyIntoRoom }: Extract<ToThread, { type: 'load' }>): Promise<FromThread> {
  for (const slot of slots) {
    if (!(await residents.load(slot, onlyIntoRoom))) break
    // One at a time: predictions that came meanwhile go first.
    await nextTurn()
  }
  return { type: 'loaded', id }
}

async function answer(id: number, work: () => Promise<FromThread>): Promise<void> {
  const reply = await work().catch((error) => failure(id, error))
  const transfer = reply.type === 'ran' ? reply.outputs.map(({ buffer }) => buffer) : []
  parentPort?.postMessage(reply, transfer)
}

function failure(id: number, error: unknown): FromThread {
  const slot = error instanceof LoadFailure ? error.slot : -1
  const cause = error instanceof LoadFailure ? error.cause : error
  const reason = error instanceof Error ? error.message : String(error)
  const code = cause instanceof DomainError ? cause.code : 'INTERNAL'
  const known = code === 'INVALID_ARGUMENT' || code === 'UNAVAILABLE' ? code : 'INTERNAL'
  return { type: 'failed', id, code: known, reason, slot }
}
