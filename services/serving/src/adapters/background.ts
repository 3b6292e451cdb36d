import { Worker, type WorkerOptions } from 'node:worker_threads'
import { DomainError, type PublicError } from '@headway/kit/errors'
import type { ImageEntry } from '@headway/onnx/compiled/image'
import type { BackgroundTask } from './background-thread.ts'
import type { CompactManifest } from './compact-manifest.ts'
import type { PredictionChunk } from './prediction-block.ts'
import type { ProofTask } from './prove-artifacts.ts'

type Reply = { id: number; result?: unknown; error?: PublicError }

const idleMs = 3_000

/**
 * The thread for heavy work that is not inference. It begins with the first task and ends when it has none for a while: a
 * manifest of a fleet leaves it with far more memory than it needs afterwards.
 */
export class Background implements AsyncDisposable {
  readonly #options: WorkerOptions
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #lastId = 0

  constructor(options: WorkerOptions) {
    this.#options = options
  }

  readManifest(bytes: Uint8Array): Promise<CompactManifest> {
    const id = ++this.#lastId
    return this.#ask<CompactManifest>({ type: 'manifest', id, bytes })
  }

  /** The chunk as Parquet. */
  async encode(chunk: PredictionChunk): Promise<Buffer> {
    const id = ++this.#lastId
    return Buffer.from(await this.#ask<ArrayBuffer>({ type: 'encode', id, chunk }))
  }

  /** Compiles members of a pack and tells of each whether it answers as ONNX Runtime did. */
  prove(task: ProofTask): Promise<ImageEntry[]> {
    const id = ++this.#lastId
    return this.#ask<ImageEntry[]>({ type: 'prove', id, task })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop()
  }

  #ask<Result>(task: BackgroundTask): Promise<Result> {
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(task.id, waiting)
    clearTimeout(this.#idle)
    this.#worker ??= this.#start()
    this.#worker.postMessage(task)
    return waiting.promise as Promise<Result>
  }

  #start(): Worker {
    const worker = new Worker(new URL('./background-thread.ts', import.meta.url), this.#options)
    worker.on('message', ({ id, result, error }: Reply) => {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (error) waiting?.reject(new DomainError(error.code, error.message, error))
      else waiting?.resolve(result)
      if (this.#waiting.size === 0) this.#idle = setTimeout(() => void this.#stop(), idleMs).unref()
    })
    worker.on('error', (error) => this.#fail(worker, error))
    worker.on('exit', (code) => this.#fail(worker, new Error(`the background thread exited with ${code}`)))
    return worker
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  /** A thread that was stopped is no failure. */
  #fail(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
    throw error
  }
}
