import type { PredictionBlock, PredictionChunk } from './prediction-block.ts'
import { Wake } from './wake.ts'

/** Rows of one endpoint that share their columns, on their way to the artifact store. */
export type PendingChunk = PredictionChunk & {
  endpoint: string
  model: string
  isShadow: boolean
  rows: number
  bytes: number
  /** Milliseconds since 1970 of the earliest and the latest row. */
  firstAt: number
  lastAt: number
}

/** What a request gives to the log; its arrays are not changed afterwards. */
export type LoggedRequest = PredictionBlock & {
  endpoint: string
  model: string
  featureNames: string[]
  outputNames: string[]
}

const chunkRows = 50_000

/**
 * Predictions that wait to be written. It never makes a prediction wait: what does not fit into its memory is dropped
 * and counted.
 */
export class PredictionLog {
  readonly #maxBytes: number
  readonly #pending = new Map<string, PendingChunk>()
  #full: PendingChunk[] = []
  #bytes = 0
  #droppedRows = 0
  #droppedAt: number | null = null
  /** Woken when a chunk is full. */
  readonly chunkFull = new Wake()

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Rows dropped since the process began. */
  get droppedRows(): number {
    return this.#droppedRows
  }

  get waitingBytes(): number {
    return this.#bytes
  }

  /** Takes the sampled share of the request's rows; false when they were dropped. */
  add(request: LoggedRequest, share: number): boolean {
    const { endpoint, model, featureNames, outputNames, ...given } = request
    const block = sample(given, featureNames.length, share)
    const rows = block.rowNumbers.length
    if (rows === 0) return true
    const bytes = sizeOf(block)
    if (this.#bytes + bytes > this.#maxBytes) {
      this.#drop(rows)
      return false
    }
    // What a shadow answered was never told to anybody: it is not among the predictions.
    const isShadow = request.role === 'SHADOW'
    const key = JSON.stringify([endpoint, isShadow, featureNames, outputNames])
    const chunk = this.#pending.get(key) ?? {
      endpoint,
      model,
      isShadow,
      featureNames,
      outputNames,
      blocks: [],
      rows: 0,
      bytes: 0,
      firstAt: Number.POSITIVE_INFINITY,
      lastAt: Number.NEGATIVE_INFINITY,
    }
    chunk.blocks.push(block)
    chunk.rows += rows
    chunk.bytes += bytes
    for (const time of block.predictedAt) {
      chunk.firstAt = Math.min(chunk.firstAt, time)
      chunk.lastAt = Math.max(chunk.lastAt, time)
    }
    this.#bytes += bytes
    this.#pending.set(key, chunk)
    if (chunk.rows >= chunkRows) {
      this.#pending.delete(key)
      this.#full.push(chunk)
      this.chunkFull.wake()
    }
    return true
  }

  /** All that waits, to be written; its memory counts until `written` is called. */
  take(): PendingChunk[] {
    const chunks = [...this.#full, ...this.#pending.values()]
    this.#full = []
    this.#pending.clear()
    return chunks
  }

  /** Counts a chunk that could not be written. */
  lost({ rows }: PendingChunk): void {
    this.#drop(rows)
  }

  /** Whether rows were dropped within the time given. */
  droppedWithin(timeMs: number): boolean {
    return this.#droppedAt !== null && Date.now() - this.#droppedAt < timeMs
  }

  written({ bytes }: PendingChunk): void {
    this.#bytes -= bytes
  }

  #drop(rows: number): void {
    this.#droppedRows += rows
    this.#droppedAt = Date.now()
  }
}

function sample(block: PredictionBlock, width: number, share: number): PredictionBlock {
  if (share >= 1) return block
  const picked = Int32Array.from(block.rowNumbers.keys()).filter(() => Math.random() < share)
  const pick = <T>(values: readonly T[]): T[] => Array.from(picked, (at) => values[at] as T)
  const features = new Float32Array(picked.length * width)
  for (const [to, at] of picked.entries()) {
    features.set(block.features.subarray(at * width, (at + 1) * width), to * width)
  }
  return {
    ...block,
    rowNumbers: picked.map((at) => block.rowNumbers[at] ?? 0),
    partitions: pick(block.partitions),
    sources: pick(block.sources),
    subjectIds: block.subjectIds && pick(block.subjectIds),
    predictedAt: Float64Array.from(picked, (at) => block.predictedAt[at] ?? Number.NaN),
    features,
    outputs: block.outputs.map((column) => Float32Array.from(picked, (at) => column[at] ?? Number.NaN)),
  }
}

/** Strings are mostly shared with the routing table, so they count as references. */
function sizeOf({ rowNumbers, features, outputs }: PredictionBlock): number {
  const perRow = 4 + 8 + 3 * 16
  return features.byteLength + outputs.length * rowNumbers.length * 4 + rowNumbers.length * perRow
}
