import { Worker, type WorkerOptions } from 'node:worker_threads'
import { DomainError, type PublicError } from '@headway/kit/errors'
import type { ImageEntry } from '@headway/onnx/compiled/image'
import type { BackgroundTask } from './background-thread.ts'
import type { CompactManifest } from './compact-manifest.ts'
import type { PredictionChunk } from './prediction-block.ts'
import type { ProofTask } from './prove-artifacts.ts'

type Reply = { id: number; result?: unknown; error?: PublicError }

/** The thread for heavy work that is not inference. */
export class Background implements AsyncDisposable {
  readonly #worker: Worker
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #lastId = 0
  #closing = false

  constructor(options: WorkerOptions) {
    this.#worker = new Worker(new URL('./background-thread.ts', import.meta.url), options)
    this.#worker.on('message', ({ id, result, error }: Reply) => {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (error) waiting?.reject(new DomainError(error.code, error.message, error))
      else waiting?.resolve(result)
    })
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', (code) => this.#end(new Error(`the background thread exited with ${code}`)))
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
    this.#closing = true
    await this.#worker.terminate()
  }

  #ask<Result>(task: BackgroundTask): Promise<Result> {
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(task.id, waiting)
    this.#worker.postMessage(task)
    return waiting.promise as Promise<Result>
  }

  #end(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
    if (!this.#closing) throw error
  }
}
