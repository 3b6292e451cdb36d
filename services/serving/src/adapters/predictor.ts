import { DomainError } from '@headway/kit/errors'
import { answerByBaseline } from '../domain/baseline.ts'
import { type Batch, gatherFeatures, planBatches, scatterOutput } from '../domain/batch-plan.ts'
import type { FeatureMatrix } from '../domain/feature-matrix.ts'
import type { Route } from '../domain/routing.ts'
import type { CheckedArtifacts } from './checked-artifacts.ts'
import { InferenceThread, ThreadFailure } from './inference-handle.ts'
import type { ResidentVersion } from './resident-version.ts'
import { SessionTable } from './session-table.ts'

export type PredictorLimits = {
  threads: number
  queueRows: number
  deadlineMs: number
  /** Memory that loaded sessions may take, over all threads. */
  residentBytes: number
}

type PredictorParts = {
  checked: CheckedArtifacts
  /** Fetches a pack once more whose local bytes turned out wrong. */
  fetchAgain: (pack: string) => Promise<void>
}

/** Runs rows through resident versions, on threads of its own. */
export class Predictor implements AsyncDisposable {
  readonly sessions: SessionTable
  readonly #threads: InferenceThread[]
  readonly #limits: PredictorLimits
  readonly #fetchAgain: PredictorParts['fetchAgain']
  #rowsInHand = 0

  constructor(limits: PredictorLimits, { checked, fetchAgain }: PredictorParts) {
    this.#limits = limits
    this.#fetchAgain = fetchAgain
    const residentBytes = limits.residentBytes / limits.threads
    this.#threads = Array.from({ length: limits.threads }, () => new InferenceThread(residentBytes))
    this.sessions = new SessionTable(this.#threads, checked)
  }

  /** Bytes that loaded sessions are kept within; Infinity for no limit. */
  get residentLimitBytes(): number {
    return this.#limits.residentBytes
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
      this.#runBatch(version, features, batch, outputs, deadline),
    )
    const baselineRows = rowsWithoutModel(routes)
    if (baselineRows.length > 0) answerByBaseline(version.definition, features, baselineRows, outputs)
    // All are awaited even when one fails: the version may only be let go when no thread uses it.
    for (const run of await Promise.allSettled(runs)) if (run.status === 'rejected') throw run.reason
    return outputs
  }

  async #runBatch(
    { layout, definition }: ResidentVersion,
    features: FeatureMatrix,
    { thread, slots, counts, rows }: Batch,
    outputs: readonly Float32Array[],
    deadline: number,
  ): Promise<void> {
    const run = () =>
      // Copies: what is sent to a thread is gone here, and may have to be sent twice.
      this.#threads[thread]?.run({
        slots: slots.slice(),
        counts: counts.slice(),
        features: gatherFeatures(features, rows),
        width: features.width,
        layout,
        outputs: definition.outputs.map(({ name }) => name),
        deadline,
      })
    const columns = await run()?.catch(async (error) => {
      if (!(error instanceof ThreadFailure)) throw error
      const pack = error.slot < 0 ? undefined : this.sessions.packOf({ thread, slot: error.slot })
      if (pack === undefined) throw new DomainError(error.code, error.message, { cause: error })
      // A model that is loaded on demand was checked before: bytes that do not match now went bad on this disk.
      await this.#fetchAgain(pack)
      return run()?.catch((again: Error) => {
        throw new DomainError('UNAVAILABLE', `a model cannot be loaded: ${again.message}`, { cause: again })
      })
    })
    for (const [index, column] of (columns ?? []).entries()) {
      scatterOutput(outputs[index] as Float32Array, rows, column)
    }
  }
}

function rowsWithoutModel(routes: readonly Route[]): number[] {
  const rows: number[] = []
  for (const [row, { place }] of routes.entries()) if (place === null) rows.push(row)
  return rows
}
