import { DomainError } from '@headway/kit/errors'
import { answerByBaseline } from '../domain/baseline.ts'
import { type Batch, gatherFeatures, planBatches, scatterOutput } from '../domain/batch-plan.ts'
import type { FeatureMatrix } from '../domain/feature-matrix.ts'
import type { Route } from '../domain/routing.ts'
import { InferenceThread, ThreadFailure } from './inference-handle.ts'
import type { ResidentVersion } from './resident-version.ts'
import { SessionTable } from './session-table.ts'

export type PredictorLimits = { threads: number; queueRows: number; deadlineMs: number }

/** Runs rows through resident versions, on threads of its own. */
export class Predictor implements AsyncDisposable {
  readonly sessions: SessionTable
  readonly #threads: InferenceThread[]
  readonly #limits: PredictorLimits
  #rowsInHand = 0

  constructor(limits: PredictorLimits) {
    this.#limits = limits
    this.#threads = Array.from({ length: limits.threads }, () => new InferenceThread())
    this.sessions = new SessionTable(this.#threads)
  }

  get rowsInHand(): number {
    return this.#rowsInHand
  }

  /**
   * One column for each output of the version, in the order of the rows. RESOURCE_EXHAUSTED when too many rows wait
   * already, UNAVAILABLE when the deadline passes first.
   */
  async predict(
    version: ResidentVersion,
    features: FeatureMatrix,
    routes: readonly Route[],
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
      return await this.#run(version, features, routes)
    } finally {
      this.#rowsInHand -= rows
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread[Symbol.asyncDispose]()))
  }

  async #run(version: ResidentVersion, features: FeatureMatrix, routes: readonly Route[]) {
    const outputs = version.definition.outputs.map(() => new Float32Array(features.rows).fill(Number.NaN))
    const deadline = Date.now() + this.#limits.deadlineMs
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
    const request = {
      slots,
      counts,
      features: gatherFeatures(features, rows),
      width: features.width,
      layout,
      outputs: definition.outputs.map(({ name }) => name),
      deadline,
    }
    const columns = await this.#threads[thread]?.run(request).catch((error) => {
      throw error instanceof ThreadFailure
        ? new DomainError(error.code, error.message, { cause: error })
        : error
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
