import { DomainError } from '@headway/kit/errors'
import { InferenceSession, Tensor } from 'onnxruntime-node'

/** What one model is given: row-major float32 by input name. */
export type Feeds = Record<string, { data: Float32Array; dims: number[] }>

/**
 * The smallest session: no threads, arena or optimizer of its own, since thousands are resident at once.
 * The defaults would start one thread for each session.
 */
export const sessionOptions: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  enableCpuMemArena: false,
  enableMemPattern: false,
  graphOptimizationLevel: 'disabled',
  logSeverityLevel: 3,
}

export type OnnxSession = AsyncDisposable & {
  readonly session: InferenceSession
  run(feeds: Feeds): Promise<Record<string, Float32Array>>
}

/**
 * Loads a model into ONNX Runtime; INVALID_ARGUMENT when it refuses the bytes. Both loading and running block the
 * calling thread, so this belongs in worker threads and child processes.
 */
export async function openSession(bytes: Uint8Array): Promise<OnnxSession> {
  const session = await InferenceSession.create(bytes, sessionOptions).catch((cause: Error) => {
    throw new DomainError('INVALID_ARGUMENT', `ONNX Runtime refuses the model: ${firstLine(cause)}`, {
      cause,
      field: 'model',
      expected: 'a model that ONNX Runtime can load',
    })
  })
  return {
    session,
    run: (feeds) => runSession(session, feeds),
    [Symbol.asyncDispose]: () => session.release(),
  }
}

/** One run; float32 outputs only, others are left out. */
export async function runSession(
  session: InferenceSession,
  feeds: Feeds,
): Promise<Record<string, Float32Array>> {
  const tensors = Object.entries(feeds).map(
    ([name, { data, dims }]) => [name, new Tensor('float32', data, dims)] as const,
  )
  const results = await session.run(Object.fromEntries(tensors))
  return Object.fromEntries(
    Object.entries(results).flatMap(([name, tensor]) =>
      tensor.data instanceof Float32Array ? [[name, tensor.data] as const] : [],
    ),
  )
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0] ?? ''
}
