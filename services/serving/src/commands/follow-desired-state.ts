import { servedState } from '../adapters/restore-served.ts'
import type { Context } from '../context.ts'
import type { Endpoint, Variant } from '../domain/endpoint.ts'
import { isOpen, type Rollout, targetOf } from '../domain/rollout.ts'
import { listEndpoints } from '../store/endpoints.ts'
import { listDesiredRollouts } from '../store/rollouts.ts'
import { bringIn } from './bring-in.ts'
import { reportLoaded } from './report-rollout.ts'
import { RetryTimes } from './retry-times.ts'

const pollMs = 250

/** Makes this replica answer what the tables say it should, until the signal aborts. It outlives the database's absence. */
export async function followDesiredState(open: () => Context, signal: AbortSignal): Promise<void> {
  const retries = new RetryTimes()
  let failing = false
  while (!signal.aborted) {
    const context = open()
    try {
      await followOnce(context, retries, signal)
      context.followState.lastReadAt = context.now()
      if (failing) context.log.info('following the desired state again')
      failing = false
    } catch (error) {
      if (signal.aborted) return
      if (!failing)
        context.log.warn({ err: error }, 'the desired state cannot be read: serving what is loaded')
      failing = true
    }
    await context.followState.changed.wait(pollMs, signal)
  }
}

async function followOnce(context: Context, retries: RetryTimes, signal: AbortSignal): Promise<void> {
  const endpoints = await listEndpoints(context.db)
  const rollouts = await listDesiredRollouts(context.db)
  if (matchEndpoints(context, endpoints)) await save(context)
  for (const variant of endpoints.flatMap(({ variants }) => variants)) {
    signal.throwIfAborted()
    const changed = await followVariant(context, variant, rollouts, retries, signal)
    if (changed) await save(context)
  }
}

/** Takes endpoints in and out; true when something changed. */
function matchEndpoints({ fleet, log }: Context, endpoints: readonly Endpoint[]): boolean {
  let changed = false
  for (const served of fleet.list()) {
    const endpoint = endpoints.find(({ name }) => name === served.name)
    if (endpoint?.model === served.model) continue
    fleet.remove(served.name)
    log.info({ endpoint: served.name }, 'endpoint removed')
    changed = true
  }
  for (const { name, model, logShare } of endpoints) {
    const served = fleet.find(name)
    if (served?.logShare === logShare) continue
    fleet.put({ name, model, logShare, variants: served?.variants ?? [] })
    changed = true
  }
  return changed
}

async function followVariant(
  context: Context,
  variant: Variant,
  rollouts: ReadonlyMap<string, Rollout>,
  retries: RetryTimes,
  signal: AbortSignal,
): Promise<boolean> {
  const rollout = rollouts.get(`${variant.endpoint}/${variant.name}`)
  const served = context.fleet.find(variant.endpoint)?.variants.find(({ name }) => name === variant.name)
  const target = targetOf(variant, rollout?.state === 'FAILED', served === undefined)
  if (target === null) {
    if (served) context.fleet.drop(variant.endpoint, variant.name)
    return served !== undefined
  }
  const own = rollout && target === variant.desired && isOpen(rollout) ? rollout : undefined
  if (
    served?.version.manifestDigest === target.manifestDigest &&
    served.revision === target.revision &&
    served.alias === variant.alias
  ) {
    // Another replica may have been waited for when this one was done, or the report did not reach the database.
    if (own) await reportAgain(context, own, served.version.routing.partitionCount)
    return false
  }
  if (!retries.isDue(target.manifestDigest)) return false
  return bringIn(context, variant, target, own, retries, signal)
}

async function reportAgain(context: Context, rollout: Rollout, partitionCount: number): Promise<void> {
  const known = await context.loaders.rolloutReplicas.load(rollout.id)
  const mine = known.find(({ replica }) => replica === context.replica)
  const counts = mine ?? { toLoadCount: 0, loadedCount: 0, reusedCount: partitionCount, durationMs: 0 }
  const done = { ...counts, replica: context.replica, state: 'COMPLETED' as const }
  await reportLoaded(context, rollout.id, partitionCount, done)
}

/** Keeps what is served on disk, and only the files that it needs. */
async function save({ cache, fleet, loader, log }: Context): Promise<void> {
  try {
    await cache.saveState(servedState(fleet))
    await cache.prune(loader.neededFiles())
  } catch (error) {
    log.warn({ err: error }, 'the local cache cannot be written')
  }
}
