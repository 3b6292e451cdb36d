import { Worker, type WorkerOptions } from 'node:worker_threads'
import { DomainError } from '@headway/kit/errors'
import { type ResidencyCounts, SharedCounts } from './residency-counts.ts'
import type {
  ArtifactHold,
  FromThread,
  ModelSignature,
  RunRequest,
  ThreadSettings,
  ToThread,
} from './thread-messages.ts'

type Waiting = { resolve: (reply: FromThread) => void; reject: (error: Error) => void }

// A plain Omit would merge the union's members.
type WithoutId<M> = M extends { id: number } ? Omit<M, 'id'> : never

export class ThreadFailure extends Error {
  readonly code: 'INVALID_ARGUMENT' | 'UNAVAILABLE' | 'INTERNAL'
  readonly slot: number

  constructor({ code, reason, slot }: Extract<FromThread, { type: 'failed' }>) {
    super(reason)
    this.code = code
    this.slot = slot
  }
}

/** One inference thread: sends it messages and waits for the answers. */
export class InferenceThread implements AsyncDisposable {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #counts = new SharedCounts()
  #lastId = 0
  #closing = false

  constructor(residentBytes: number, options: WorkerOptions) {
    const workerData: ThreadSettings = { residentBytes, counts: this.#counts.buffer }
    this.#worker = new Worker(new URL('./inference-thread.ts', import.meta.url), { ...options, workerData })
    this.#worker.on('message', (reply: FromThread) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if (reply.type === 'failed') waiting?.reject(new ThreadFailure(reply))
      else waiting?.resolve(reply)
    })
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', (code) => this.#end(new Error(`an inference thread exited with ${code}`)))
  }

  get counts(): ResidencyCounts {
    return this.#counts.read()
  }

  /** Runs sessions (`run`) or compiled programs (`runCompiled`); the request's arrays are gone afterwards. */
  async run(type: 'run' | 'runCompiled', request: RunRequest): Promise<Float32Array<ArrayBuffer>[]> {
    const transfer = [request.slots.buffer, request.counts.buffer, request.features.buffer]
    const reply = await this.#ask({ type, request }, transfer)
    if (reply.type !== 'ran') throw new DomainError('INTERNAL', `an inference thread answered ${reply.type}`)
    return reply.outputs
  }

  hold(artifacts: ArtifactHold[], signature: ModelSignature): void {
    this.#worker.postMessage({ type: 'hold', artifacts, signature } satisfies ToThread)
  }

  async load(slots: number[], onlyIntoRoom: boolean): Promise<void> {
    await this.#ask({ type: 'load', slots, onlyIntoRoom }, [])
  }

  setSegment(index: number, buffer: SharedArrayBuffer | null): void {
    this.#worker.postMessage({ type: 'segment', index, buffer } satisfies ToThread)
  }

  dispose(slots: number[]): void {
    this.#worker.postMessage({ type: 'dispose', slots } satisfies ToThread)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true
    await this.#worker.terminate()
  }

  #ask(message: WithoutId<ToThread>, transfer: ArrayBuffer[]): Promise<FromThread> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ ...message, id }, transfer)
    })
  }

  #end(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
    // Its sessions are gone with it: a new process loads them again from the cache.
    if (!this.#closing) throw error
  }
}
