import type { WorkerOptions } from 'node:worker_threads'
import { answerByBaseline } from '@headway/artifacts/baseline'
import { DomainError } from '@headway/kit/errors'
import { Runner } from '@headway/onnx/compiled/run'
import { type Batch, gatherFeatures, planBatches, scatterOutput, splitBatch } from '../domain/batch-plan.ts'
import type { FeatureMatrix } from '../domain/feature-matrix.ts'
import type { Route } from '../domain/routing.ts'
import type { Background } from './background.ts'
import type { CheckedArtifacts } from './checked-artifacts.ts'
import type { CompiledImages } from './compiled-images.ts'
import { CompiledTable } from './compiled-table.ts'
import { InferenceThread, ThreadFailure } from './inference-handle.ts'
import type { ResidentVersion } from './resident-version.ts'
import { SessionTable } from './session-table.ts'
import type { RunRequest } from './thread-messages.ts'

/** So many rows of compiled models are answered at once on the main thread: a thread of their own would cost more. */
const rowsAtOnce = 1024

export type PredictorLimits = {
  threads: number
  queueRows: number
  deadlineMs: number
  /** Memory that loaded sessions may take, over all threads. */
  residentBytes: number
}

type PredictorParts = {
  checked: CheckedArtifacts
  images: CompiledImages
  background: Background
  threads: WorkerOptions
  /** Fetches a pack once more whose local bytes turned out wrong. */
  fetchAgain: (pack: string) => Promise<void>
}

/** Runs rows through resident versions, on threads of its own. */
export class Predictor implements AsyncDisposable {
  readonly sessions: SessionTable
  readonly compiled: CompiledTable
  readonly #runner = new Runner()
  readonly #threads: InferenceThread[]
  readonly #limits: PredictorLimits
  readonly #fetchAgain: PredictorParts['fetchAgain']
  #rowsInHand = 0

  constructor(limits: PredictorLimits, { checked, images, background, threads, fetchAgain }: PredictorParts) {
    this.#limits = limits
    this.#fetchAgain = fetchAgain
    const residentBytes = limits.residentBytes / limits.threads
    this.#threads = Array.from({ length: limits.threads }, () => new InferenceThread(residentBytes, threads))
    this.sessions = new SessionTable(this.#threads, checked)
    this.compiled = new CompiledTable(images, background, (index, buffer) => {
      this.#runner.setSegment(index, buffer)
      for (const thread of this.#threads) thread.setSegment(index, buffer)
    })
  }

  /** Bytes that loaded sessions are kept within; Infinity for no limit. */
  get residentLimitBytes(): number {
    return this.#limits.residentBytes
  }

  /** Whether so many rows wait that there should be no more than must be. */
  get isBusy(): boolean {
    return this.#rowsInHand > this.#limits.queueRows / 2
  }

  get rowsInHand(): number {
    return this.#rowsInHand
  }

  /**
   * One column for each output of the version, in the order of the rows. RESOURCE_EXHAUSTED when too many rows wait
   * already, UNAVAILABLE when the deadline passes first: the caller's, in milliseconds since 1970, or the predictor's own.
   */
  async predict(
    version: ResidentVersion,
    features: FeatureMatrix,
    routes: readonly Route[],
    deadline = Number.POSITIVE_INFINITY,
  ): Promise<Float32Array[]> {
    using _use = version.use()
    const { rows } = features
    // A request of its own is always let in, so that the largest one allowed is never refused on an idle machine.
    if (this.#rowsInHand > 0 && this.#rowsInHand + rows > this.#limits.queueRows) {
      throw new DomainError('RESOURCE_EXHAUSTED', `${this.#rowsInHand} rows wait already`, {
        field: 'partitions',
        value: rows,
        expected: `at most ${this.#limits.queueRows} rows at a time`,
      })
    }
    this.#rowsInHand += rows
    try {
      return await this.#run(version, features, routes, deadline)
    } finally {
      this.#rowsInHand -= rows
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread[Symbol.asyncDispose]()))
  }

  async #run(
    version: ResidentVersion,
    features: FeatureMatrix,
    routes: readonly Route[],
    callersDeadline: number,
  ) {
    const outputs = version.definition.outputs.map(() => new Float32Array(features.rows).fill(Number.NaN))
    const deadline = Math.min(callersDeadline, Date.now() + this.#limits.deadlineMs)
    const runs = planBatches(routes).map((batch) =>
      batch.thread === null
        ? this.#runCompiled(version, features, batch, outputs, deadline)
        : this.#runSessions(version, features, batch, batch.thread, outputs, deadline),
    )
    const baselineRows = rowsWithoutModel(routes)
    if (baselineRows.length > 0) answerByBaseline(version.definition, features, baselineRows, outputs)
    await allDone(runs)
    return outputs
  }

  async #runCompiled(
    version: ResidentVersion,
    features: FeatureMatrix,
    batch: Batch,
    outputs: readonly Float32Array[],
    deadline: number,
  ): Promise<void> {
    const { slots, counts, rows } = batch
    if (rows.length <= rowsAtOnce) {
      let at = 0
      for (const [group, handle] of slots.entries()) {
        for (const end = at + (counts[group] ?? 0); at < end; at++) {
          const row = rows[at] ?? 0
          this.#runner.run(handle, features.values, row, 1, outputs, row)
        }
      }
      return
    }
    const parts = splitBatch(batch, Math.ceil(rows.length / this.#threads.length))
    const runs = parts.map(async (part, index) => {
      const request = requestOf(version, features, part, deadline)
      const thread = this.#threads[index % this.#threads.length]
      scatter(outputs, part, await thread?.run('runCompiled', request).catch(refuse))
    })
    await allDone(runs)
  }

  async #runSessions(
    version: ResidentVersion,
    features: FeatureMatrix,
    batch: Batch,
    thread: number,
    outputs: readonly Float32Array[],
    deadline: number,
  ): Promise<void> {
    const run = () => this.#threads[thread]?.run('run', requestOf(version, features, batch, deadline))
    const columns = await run()?.catch(async (error) => {
      if (!(error instanceof ThreadFailure)) throw error
      const pack = error.slot < 0 ? undefined : this.sessions.packOf({ thread, slot: error.slot })
      if (pack === undefined) return refuse(error)
      // A model that is loaded on demand was checked before: bytes that do not match now went bad on this disk.
      await this.#fetchAgain(pack)
      return run()?.catch((again: Error) => {
        throw new DomainError('UNAVAILABLE', `a model cannot be loaded: ${again.message}`, { cause: again })
      })
    })
    scatter(outputs, batch, columns)
  }
}

/** Its arrays are its own: what is sent to a thread is gone here. */
function requestOf(
  { layout, definition }: ResidentVersion,
  features: FeatureMatrix,
  { slots, counts, rows }: Batch,
  deadline: number,
): RunRequest {
  return {
    slots: slots.slice(),
    counts: counts.slice(),
    features: gatherFeatures(features, rows),
    width: features.width,
    layout,
    outputs: definition.outputs.map(({ name }) => name),
    deadline,
  }
}

function scatter(
  outputs: readonly Float32Array[],
  { rows }: Batch,
  columns: readonly Float32Array[] | undefined,
): void {
  for (const [index, column] of (columns ?? []).entries()) {
    scatterOutput(outputs[index] as Float32Array, rows, column)
  }
}

function refuse(error: unknown): never {
  if (!(error instanceof ThreadFailure)) throw error
  throw new DomainError(error.code, error.message, { cause: error })
}

/** All are awaited even when one fails: the version may only be let go when no thread uses it. */
async function allDone(runs: readonly Promise<void>[]): Promise<void> {
  for (const run of await Promise.allSettled(runs)) if (run.status === 'rejected') throw run.reason
}

function rowsWithoutModel(routes: readonly Route[]): number[] {
  const rows: number[] = []
  for (const [row, { place }] of routes.entries()) if (place === null) rows.push(row)
  return rows
}
