import { digestMismatch, digestOf } from '@headway/artifacts/digest'
import { DomainError } from '@headway/kit/errors'
import { readModel } from '@headway/onnx/model'
import { checkProbe } from '@headway/onnx/probe'
import { type Feeds, openSession as openOnnxSession, runSession } from '@headway/onnx/session'
import { checkSignature } from '@headway/onnx/signature'
import type { InferenceSession } from 'onnxruntime-node'
import type { ModelSignature } from './thread-messages.ts'

/**
 * A session for an artifact that is what it says: its bytes match the digest, its inputs and outputs the model's
 * signature, and its answers the probe rows recorded at training. INVALID_ARGUMENT tells what does not match.
 */
export async function openSession(
  bytes: Uint8Array,
  sha256: string,
  signature: ModelSignature,
): Promise<InferenceSession> {
  const actual = digestOf(bytes)
  if (actual !== sha256) throw digestMismatch(sha256, actual)
  const model = readModel(bytes)
  checkSignature(model, signature)
  const { session } = await openOnnxSession(bytes)
  try {
    await checkProbe(model, (feeds) => runProbe(session, feeds))
  } catch (error) {
    await session.release()
    throw error
  }
  return session
}

async function runProbe(session: InferenceSession, feeds: Feeds): Promise<Record<string, Float32Array>> {
  try {
    // The first passes over a cold session are several times slower: the second one warms it up.
    await runSession(session, feeds)
    return await runSession(session, feeds)
  } catch (cause) {
    throw new DomainError('INVALID_ARGUMENT', `the model does not run: ${(cause as Error).message}`, {
      cause,
    })
  }
}
