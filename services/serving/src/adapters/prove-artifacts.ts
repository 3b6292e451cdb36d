import { open } from 'node:fs/promises'
import { digestOf } from '@headway/artifacts/digest'
import type { Face } from '@headway/onnx/compiled/compile'
import type { ImageEntry } from '@headway/onnx/compiled/image'
import { type Proved, proveModel } from '@headway/onnx/compiled/prove'
import { readModel } from '@headway/onnx/model'
import { checkSignature } from '@headway/onnx/signature'
import type { ModelSignature } from './thread-messages.ts'

/** Members of one pack to compile, and what they have to take and give. */
export type ProofTask = {
  path: string
  members: { sha256: string; offset: number; length: number }[]
  face: Face
  signature: ModelSignature
}

/**
 * Compiles members of a pack and holds each against its probe. One that is not what its digest or the signature says has no
 * program either: ONNX Runtime's way into memory refuses it with the reason.
 */
export async function proveArtifacts({ path, members, face, signature }: ProofTask): Promise<ImageEntry[]> {
  await using file = await open(path, 'r')
  const entries: ImageEntry[] = []
  for (const { sha256, offset, length } of members) {
    const bytes = Buffer.allocUnsafeSlow(length)
    const { bytesRead } = await file.read(bytes, 0, length, offset)
    entries.push({ sha256, result: prove(bytes.subarray(0, bytesRead), sha256, face, signature) })
  }
  return entries
}

function prove(bytes: Buffer, sha256: string, face: Face, signature: ModelSignature): Proved {
  if (digestOf(bytes) !== sha256) return { reason: 'its bytes do not match its digest' }
  try {
    const model = readModel(bytes)
    checkSignature(model, signature)
    return proveModel(bytes, face, model)
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}
