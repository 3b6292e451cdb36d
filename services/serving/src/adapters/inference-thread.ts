import { closeSync, openSync, readSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { DomainError } from '@headway/kit/errors'
import type { InferenceSession } from 'onnxruntime-node'
import { openSession } from './open-session.ts'
import { runSessions } from './run-sessions.ts'
import type { ArtifactLoad, FromThread, ModelSignature, ToThread } from './thread-messages.ts'

// ONNX Runtime blocks the thread it runs on, so sessions live here and never on the main thread.
const sessions: (InferenceSession | undefined)[] = []

parentPort?.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'load':
      void answer(message.id, () => load(message.id, message.artifacts, message.signature))
      break
    case 'run':
      void answer(message.id, async () => {
        const outputs = await runSessions(sessions, message.request)
        return { type: 'ran', id: message.id, outputs }
      })
      break
    case 'dispose':
      for (const slot of message.slots) {
        void sessions[slot]?.release()
        sessions[slot] = undefined
      }
  }
})

async function load(id: number, artifacts: ArtifactLoad[], signature: ModelSignature): Promise<FromThread> {
  for (const artifact of artifacts) {
    try {
      sessions[artifact.slot] = await openSession(readBytes(artifact), artifact.sha256, signature)
    } catch (error) {
      return failure(id, error, artifact.slot)
    }
    // One session at a time: predictions that came meanwhile go first.
    await nextTurn()
  }
  return { type: 'loaded', id }
}

async function answer(id: number, work: () => Promise<FromThread>): Promise<void> {
  const reply = await work().catch((error) => failure(id, error, -1))
  const transfer = reply.type === 'ran' ? reply.outputs.map(({ buffer }) => buffer) : []
  parentPort?.postMessage(reply, transfer)
}

function failure(id: number, error: unknown, slot: number): FromThread {
  const reason = error instanceof Error ? error.message : String(error)
  const code = error instanceof DomainError ? error.code : 'INTERNAL'
  const known = code === 'INVALID_ARGUMENT' || code === 'UNAVAILABLE' ? code : 'INTERNAL'
  return { type: 'failed', id, code: known, reason, slot }
}

function readBytes({ path, offset, length }: ArtifactLoad): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length)
  const file = openSync(path, 'r')
  try {
    const read = readSync(file, bytes, 0, length, offset)
    if (read < length) {
      throw new DomainError('INVALID_ARGUMENT', `the pack ends ${length - read} bytes before its member does`)
    }
  } finally {
    closeSync(file)
  }
  return bytes
}
