import { digestMismatch, digestOf } from '@headway/artifacts/digest'
import { DomainError } from '@headway/kit/errors'
import { type OnnxModel, readModel } from '@headway/onnx/model'
import { checkProbe } from '@headway/onnx/probe'
import { type Feeds, openSession as openOnnxSession, runSession } from '@headway/onnx/session'
import { checkSignature } from '@headway/onnx/signature'
import type { InferenceSession } from 'onnxruntime-node'
import type { ArtifactHold, ModelSignature } from './thread-messages.ts'

/**
 * A session for an artifact that is what it says: its bytes match the digest and, unless that was checked before, its
 * inputs and outputs the model's signature and its answers the probe rows recorded at training; one without probe rows has
 * to answer a row of zeros. INVALID_ARGUMENT tells what does not match.
 */
export async function openSession(
  bytes: Uint8Array,
  { sha256, isChecked }: Pick<ArtifactHold, 'sha256' | 'isChecked'>,
  signature: ModelSignature,
): Promise<InferenceSession> {
  const actual = digestOf(bytes)
  if (actual !== sha256) throw digestMismatch(sha256, actual)
  if (isChecked) return (await openOnnxSession(bytes)).session
  const model = readModel(bytes)
  checkSignature(model, signature)
  const { session } = await openOnnxSession(bytes)
  try {
    const isProbed = await checkProbe(model, (feeds) => runProbe(session, feeds))
    if (!isProbed) checkOutputs(signature, await runProbe(session, zeroRow(model, signature)))
  } catch (error) {
    await session.release()
    throw error
  }
  return session
}

/** One row of zeros for every input: -1 in a shape is the row, or the features of a matrix that leaves its width open. */
function zeroRow({ inputs }: OnnxModel, { features }: ModelSignature): Feeds {
  return Object.fromEntries(
    inputs.map(({ name, shape }) => {
      const dims = shape.map((size, axis) => (size !== -1 ? size : axis === 0 ? 1 : features.length))
      return [name, { data: new Float32Array(dims.reduce((product, size) => product * size, 1)), dims }]
    }),
  )
}

function checkOutputs({ outputs }: ModelSignature, answers: Record<string, Float32Array>): void {
  for (const { name } of outputs) {
    const count = answers[name]?.length ?? 0
    if (count === 1) continue
    throw new DomainError('INVALID_ARGUMENT', `the model answers one row with ${count} values of ${name}`, {
      field: `outputs.${name}`,
      value: count,
      expected: 'one value',
    })
  }
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
