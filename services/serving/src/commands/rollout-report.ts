import type { LoadProgress } from '../adapters/version-loader.ts'
import type { Context } from '../context.ts'
import type { ReplicaState, Rollout, RolloutReplica, RolloutState } from '../domain/rollout.ts'
import { reportLoaded, reportProgress, reportStarted, reportSwapped } from './report-rollout.ts'

/** What this replica tells of one rollout while it loads; of a load that belongs to none, nothing. */
export class RolloutReport {
  readonly rolloutId: string | undefined
  readonly #context: Context
  readonly #beganAt = performance.now()
  #progress: LoadProgress | undefined
  #told: LoadProgress | undefined

  constructor(context: Context, rollout: Rollout | undefined) {
    this.#context = context
    this.rolloutId = rollout?.id
  }

  saw(progress: LoadProgress): void {
    this.#progress = progress
  }

  /** Writes down what happened since the last time. */
  async tell(): Promise<void> {
    const progress = this.#progress
    if (this.rolloutId === undefined || progress === undefined || progress === this.#told) return
    const row = this.#row(progress, 'LOADING', 0)
    if (this.#told) await reportProgress(this.#context, this.rolloutId, row)
    else await reportStarted(this.#context, this.rolloutId, progress.partitionCount, row)
    this.#told = progress
  }

  /** This replica could answer from the version; the rollout's state then, or undefined where it belongs to none. */
  async loaded(partitionCount: number, artifactCount: number): Promise<RolloutState | undefined> {
    if (this.rolloutId === undefined) return undefined
    await this.tell()
    const row = this.#done('LOADED', partitionCount, artifactCount)
    return await reportLoaded(this.#context, this.rolloutId, partitionCount, row)
  }

  /** This replica answers from the version. */
  async swapped(partitionCount: number, artifactCount: number): Promise<void> {
    if (this.rolloutId === undefined) return
    const row = this.#done('COMPLETED', partitionCount, artifactCount)
    await reportSwapped(this.#context, this.rolloutId, partitionCount, row)
  }

  #done(state: ReplicaState, partitionCount: number, artifactCount: number): RolloutReplica {
    const progress = this.#progress ?? { partitionCount, toLoad: 0, loaded: 0 }
    return this.#row(progress, state, artifactCount - progress.toLoad)
  }

  #row({ toLoad, loaded }: LoadProgress, state: ReplicaState, reused: number): RolloutReplica {
    return {
      replica: this.#context.replica,
      state,
      toLoadCount: toLoad,
      loadedCount: loaded,
      reusedCount: reused,
      durationMs: Math.round(performance.now() - this.#beganAt),
    }
  }
}
