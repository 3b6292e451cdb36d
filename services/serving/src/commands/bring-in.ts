import { setTimeout as delay } from 'node:timers/promises'
import { DomainError } from '@headway/kit/errors'
import type { LoadProgress } from '../adapters/version-loader.ts'
import type { Context } from '../context.ts'
import type { AliasedVersion, Variant } from '../domain/endpoint.ts'
import type { Rollout, RolloutFailure, RolloutReplica } from '../domain/rollout.ts'
import { findRolloutOf } from '../store/rollouts.ts'
import { listVariantsOf } from '../store/variants.ts'
import { reportFailed, reportLoaded, reportProgress, reportStarted } from './report-rollout.ts'
import type { RetryTimes } from './retry-times.ts'

const watchMs = 250
const mostTries = 6

/**
 * Loads a version beside the one that answers and swaps it in when all of it is in memory and checked. What fails leaves
 * the old one answering. True when the variant answers from the version.
 */
export async function bringIn(
  context: Context,
  variant: Variant,
  target: AliasedVersion,
  rollout: Rollout | undefined,
  retries: RetryTimes,
  signal: AbortSignal,
): Promise<boolean> {
  const { loader, fleet, log } = context
  const { endpoint, name, role, alias } = variant
  const words = { endpoint, variant: name, versionId: target.versionId, revision: target.revision }
  const report = new RolloutReport(context, rollout)
  const superseded = new AbortController()
  const ended = new AbortController()
  const watch = watchLoading(context, variant, target, report, superseded, ended.signal)
  try {
    const stop = AbortSignal.any([signal, superseded.signal])
    const { version, hold } = await loader.load(target, stop, (progress) => report.saw(progress))
    ended.abort()
    await watch
    fleet.swap(endpoint, { name, role, alias, revision: target.revision, version, hold })
    retries.succeeded(target.manifestDigest)
    log.info({ ...words, loaded: version.loadedCount, reused: version.reusedCount }, 'version swapped in')
    await report.loaded(version.routing.partitionCount, version.artifactCount)
    return true
  } catch (error) {
    ended.abort()
    await watch
    if (signal.aborted || superseded.signal.aborted) return false
    const tries = retries.failed(target.manifestDigest)
    log.warn({ ...words, err: error, tries }, 'the version cannot be loaded')
    if (rollout && (isFinal(error) || tries >= mostTries))
      await reportFailed(context, rollout.id, failureOf(error))
    return false
  }
}

/** Tells a rollout's progress, and stops the loading when the variant should answer something else by now. */
async function watchLoading(
  context: Context,
  variant: Variant,
  target: AliasedVersion,
  report: RolloutReport,
  superseded: AbortController,
  ended: AbortSignal,
): Promise<void> {
  while (!ended.aborted) {
    await delay(watchMs, undefined, { signal: ended }).catch(() => {})
    try {
      await report.tell()
      if (ended.aborted) return
      const variants = await listVariantsOf(context.db, [variant.endpoint])
      const now = variants.find(({ name }) => name === variant.name)
      const isWanted = [now?.desired, now?.live].some(
        (version) =>
          version?.revision === target.revision && version.manifestDigest === target.manifestDigest,
      )
      const latest = now && (await findRolloutOf(context.db, now))
      if (!isWanted || (report.rolloutId !== undefined && latest?.state === 'FAILED')) superseded.abort()
    } catch (error) {
      // The database may be away for a while; what is being loaded is still what was asked for last.
      context.log.debug({ err: error }, 'progress not reported')
    }
  }
}

class RolloutReport {
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

  async loaded(partitionCount: number, artifactCount: number): Promise<void> {
    if (this.rolloutId === undefined) return
    await this.tell()
    const progress = this.#progress ?? { partitionCount, toLoad: 0, loaded: 0 }
    const row = this.#row(progress, 'COMPLETED', artifactCount - progress.toLoad)
    await reportLoaded(this.#context, this.rolloutId, partitionCount, row)
  }

  #row({ toLoad, loaded }: LoadProgress, state: RolloutReplica['state'], reused: number): RolloutReplica {
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

/** What trying again would not change: the version itself is wrong. */
function isFinal(error: unknown): boolean {
  return error instanceof DomainError && (error.code === 'INVALID_ARGUMENT' || error.code === 'NOT_FOUND')
}

function failureOf(error: unknown): RolloutFailure {
  const partition = error instanceof DomainError ? error.details?.partition : undefined
  return {
    code: error instanceof DomainError ? error.code : 'UNAVAILABLE',
    reason: error instanceof Error ? error.message : String(error),
    partition: typeof partition === 'string' ? partition : null,
  }
}
