import type { ArtifactStore } from '@headway/artifacts/store'
import type { Logger } from '@headway/kit/log'
import type { Background } from './background.ts'
import type { ChunkNotices } from './chunk-notices.ts'
import type { PendingChunk, PredictionLog } from './prediction-log.ts'

type Parts = {
  predictionLog: PredictionLog
  chunkNotices: ChunkNotices
  background: Background
  artifacts: ArtifactStore
  log: Logger
}

/** Writes logged predictions into the artifact store, by size and by time; disposing of it writes all that waits. */
export class PredictionWriter implements AsyncDisposable {
  readonly #parts: Parts
  readonly #flushMs: number
  readonly #stopping = new AbortController()
  readonly #running: Promise<void>

  constructor(parts: Parts, flushMs: number) {
    this.#parts = parts
    this.#flushMs = flushMs
    this.#running = this.#run(this.#stopping.signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#parts.predictionLog.chunkFull.wait(this.#flushMs, signal)
      await this.#flush()
    }
  }

  async #flush(): Promise<void> {
    const { predictionLog, log } = this.#parts
    for (const chunk of predictionLog.take()) {
      const { endpoint, rows } = chunk
      try {
        await this.#write(chunk)
      } catch (error) {
        predictionLog.lost(chunk)
        log.error({ err: error, endpoint, rows }, 'logged predictions are lost')
      } finally {
        predictionLog.written(chunk)
      }
    }
  }

  async #write(chunk: PendingChunk): Promise<void> {
    const { background, artifacts, chunkNotices } = this.#parts
    const { endpoint, model, isShadow, rows, firstAt, lastAt, featureNames, outputNames, blocks } = chunk
    const { digest } = await artifacts.put(await background.encode({ featureNames, outputNames, blocks }))
    await chunkNotices.add({
      endpoint,
      model,
      isShadow,
      chunkDigest: digest,
      rowCount: rows,
      firstAt: new Date(firstAt).toISOString(),
      lastAt: new Date(lastAt).toISOString(),
    })
  }
}
