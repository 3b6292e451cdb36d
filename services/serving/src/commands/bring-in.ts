import { setTimeout as delay } from 'node:timers/promises'
import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import type { AliasedVersion, Variant } from '../domain/endpoint.ts'
import type { Engine } from '../domain/engine.ts'
import type { Rollout, RolloutFailure } from '../domain/rollout.ts'
import { findRolloutOf } from '../store/rollouts.ts'
import { listVariantsOf } from '../store/variants.ts'
import { reportFailed } from './report-rollout.ts'
import type { RetryTimes } from './retry-times.ts'
import { RolloutReport } from './rollout-report.ts'
import { saveServed } from './save-served.ts'

const watchMs = 250
const agreeMs = 50
const mostTries = 6

/**
 * Loads a version beside the one that answers and swaps it in when all of it was checked, here and on every other replica.
 * What fails leaves the old one answering, and is tried again where that may help.
 */
export async function bringIn(
  context: Context,
  variant: Variant,
  target: AliasedVersion,
  engine: Engine,
  rollout: Rollout | undefined,
  retries: RetryTimes,
  signal: AbortSignal,
): Promise<void> {
  const { endpoint, name } = variant
  const words = { endpoint, variant: name, versionId: target.versionId, revision: target.revision }
  const report = new RolloutReport(context, rollout)
  const superseded = new AbortController()
  try {
    const isAnswering = await loadAndSwap(context, variant, target, engine, report, superseded, signal)
    retries.succeeded(target.manifestDigest)
    if (isAnswering) context.log.info(words, 'version swapped in')
  } catch (error) {
    if (signal.aborted || superseded.signal.aborted) return
    const tries = retries.failed(target.manifestDigest)
    context.log.warn({ ...words, err: error, tries }, 'the version cannot be loaded')
    if (rollout && (isFinal(error) || tries >= mostTries)) {
      await reportFailed(context, rollout.id, failureOf(error))
    }
  }
}

async function loadAndSwap(
  context: Context,
  variant: Variant,
  target: AliasedVersion,
  engine: Engine,
  report: RolloutReport,
  superseded: AbortController,
  signal: AbortSignal,
): Promise<boolean> {
  const { loader, fleet } = context
  const { endpoint, name, role, alias, weight } = variant
  const ended = new AbortController()
  const watch = watchLoading(context, variant, target, report, superseded, ended.signal)
  const stop = AbortSignal.any([signal, superseded.signal])
  const loading = loader.load(target, stop, (progress) => report.saw(progress), {
    engine,
  })
  const { version, hold } = await loading.finally(async () => {
    ended.abort()
    await watch
  })
  const counts = [version.routing.partitionCount, version.artifactCount] as const
  const isWanted = await awaitOthers(context, report, counts, signal)
  // Deleted, superseded or refused by another replica: nothing will answer from it.
  if (!isWanted || !fleet.find(endpoint)) {
    hold[Symbol.dispose]()
    return false
  }
  fleet.swap(endpoint, { name, role, alias, weight, revision: target.revision, version, hold })
  await saveServed(context)
  await report.swapped(...counts)
  return true
}

/** Waits until every living replica has loaded the version; false when it shall not be answered from. */
async function awaitOthers(
  { log }: Context,
  report: RolloutReport,
  counts: readonly [partitionCount: number, artifactCount: number],
  signal: AbortSignal,
): Promise<boolean> {
  if (report.rolloutId === undefined) return true
  while (!signal.aborted) {
    try {
      const state = await report.loaded(...counts)
      if (state !== 'PENDING' && state !== 'LOADING') return state === 'SWAPPING' || state === 'COMPLETED'
    } catch (error) {
      log.debug({ err: error }, 'not reported as loaded')
    }
    await delay(agreeMs, undefined, { signal }).catch(() => {})
  }
  return false
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
