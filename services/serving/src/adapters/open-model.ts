import { closeSync, openSync, readSync } from 'node:fs'
import { DomainError } from '@headway/kit/errors'
import type { LoadedModel } from './loaded-model.ts'
import { onnxModel } from './onnx-model.ts'
import { openSession } from './open-session.ts'
import type { ArtifactHold, ModelSignature } from './thread-messages.ts'

/** Loads an artifact from its local file; INVALID_ARGUMENT when it is not what it should be. */
export async function openModel(artifact: ArtifactHold, signature: ModelSignature): Promise<LoadedModel> {
  const session = await openSession(readBytes(artifact), artifact, signature)
  return onnxModel(session, artifact.length)
}

function readBytes({ path, offset, length }: ArtifactHold): Buffer {
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
