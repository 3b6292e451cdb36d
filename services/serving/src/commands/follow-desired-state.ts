import type { Context } from '../context.ts'
import type { Endpoint, Variant } from '../domain/endpoint.ts'
import type { Engine } from '../domain/engine.ts'
import { isOpen, type Rollout, targetOf } from '../domain/rollout.ts'
import { listEndpoints } from '../store/endpoints.ts'
import { listDesiredRollouts } from '../store/rollouts.ts'
import { bringIn } from './bring-in.ts'
import { reportSwapped } from './report-rollout.ts'
import { RetryTimes } from './retry-times.ts'
import { saveServed } from './save-served.ts'

const pollMs = 250

/** Makes this replica answer what the tables say it should, until the signal aborts. It outlives the database's absence. */
export async function followDesiredState(open: () => Context, signal: AbortSignal): Promise<void> {
  const retries = new RetryTimes()
  const loading = new Map<string, Promise<void>>()
  let failing = false
  while (!signal.aborted) {
    const context = open()
    try {
      await followOnce(context, retries, loading, signal)
      context.followState.lastReadAt = context.now()
      if (failing) context.log.info('following the desired state again')
      failing = false
    } catch (error) {
      if (!failing) {
        context.log.warn({ err: error }, 'the desired state cannot be read: serving what is loaded')
      }
      failing = true
    }
    await context.followState.changed.wait(pollMs, signal)
  }
  await Promise.all(loading.values())
}

async function followOnce(
  context: Context,
  retries: RetryTimes,
  loading: Map<string, Promise<void>>,
  signal: AbortSignal,
): Promise<void> {
  const endpoints = await listEndpoints(context.db)
  const rollouts = await listDesiredRollouts(context.db)
  if (matchEndpoints(context, endpoints)) await saveServed(context)
  context.fleet.markKnown()
  const wanted = endpoints.flatMap(({ variants, engine }) =>
    variants.map((variant) => ({ variant, engine: engine ?? context.settings.HEADWAY_SERVING_ENGINE })),
  )
  for (const { variant, engine } of wanted) {
    const key = `${variant.endpoint}/${variant.name}`
    if (loading.has(key)) continue
    const step = await nextStep(context, variant, engine, rollouts.get(key))
    if (step === null || !retries.isDue(step.target.manifestDigest)) continue
    // Variants load side by side: a rollback does not wait for another endpoint's fleet.
    const load = bringIn(context, variant, step.target, engine, step.rollout, retries, signal)
      .catch((error) => context.log.warn({ err: error, variant: key }, 'a rollout could not be reported'))
      .finally(() => {
        loading.delete(key)
        context.followState.changed.wake()
      })
    loading.set(key, load)
  }
}

/** Takes endpoints and variants in and out; true when something changed. */
function matchEndpoints({ fleet, log }: Context, endpoints: readonly Endpoint[]): boolean {
  let changed = false
  for (const served of fleet.list()) {
    const endpoint = endpoints.find(({ name }) => name === served.name)
    if (endpoint?.model !== served.model) {
      fleet.remove(served.name)
      log.info({ endpoint: served.name }, 'endpoint removed')
      changed = true
      continue
    }
    for (const { name, role, alias } of served.variants) {
      const isKept = endpoint.variants.some(
        (variant) => variant.name === name && variant.role === role && variant.alias === alias,
      )
      if (isKept) continue
      fleet.drop(served.name, name)
      changed = true
    }
  }
  for (const endpoint of endpoints) if (matchWeights(fleet, endpoint)) changed = true
  for (const { name, model, logShare } of endpoints) {
    const served = fleet.find(name)
    if (served?.logShare === logShare) continue
    fleet.put({ name, model, logShare, variants: served?.variants ?? [] })
    changed = true
  }
  return changed
}

/** Gives the served variants of an endpoint the weights that they should have; true when one had another. */
function matchWeights(fleet: Context['fleet'], { name, variants }: Endpoint): boolean {
  const served = fleet.find(name)
  if (!served) return false
  const weightOf = new Map(variants.map((variant) => [variant.name, variant.weight]))
  const isOther = (variant: { name: string; weight: number | null }) =>
    variant.weight !== (weightOf.get(variant.name) ?? null)
  if (!served.variants.some(isOther)) return false
  const matched = served.variants.map((one) => ({ ...one, weight: weightOf.get(one.name) ?? null }))
  fleet.put({ ...served, variants: matched })
  return true
}

/** What the variant has to load next; null when it answers what it should. */
async function nextStep(context: Context, variant: Variant, engine: Engine, latest: Rollout | undefined) {
  const served = context.fleet.find(variant.endpoint)?.variants.find(({ name }) => name === variant.name)
  const target = targetOf(variant, latest?.state, served === undefined)
  if (target === null) {
    if (!served) return null
    context.fleet.drop(variant.endpoint, variant.name)
    await saveServed(context)
    return null
  }
  const rollout = latest && target === variant.desired && isOpen(latest) ? latest : undefined
  const isServed =
    served?.version.manifestDigest === target.manifestDigest &&
    served.revision === target.revision &&
    served.version.engine === engine
  if (!isServed) return { target, rollout }
  // Another replica may have been waited for when this one was done, or the report did not reach the database.
  if (rollout) await reportAgain(context, rollout, served.version.routing.partitionCount)
  return null
}

async function reportAgain(context: Context, rollout: Rollout, partitionCount: number): Promise<void> {
  const known = await context.loaders.rolloutReplicas.load(rollout.id)
  const mine = known.find(({ replica }) => replica === context.replica)
  const counts = mine ?? { toLoadCount: 0, loadedCount: 0, reusedCount: partitionCount, durationMs: 0 }
  const done = { ...counts, replica: context.replica, state: 'COMPLETED' as const }
  await reportSwapped(context, rollout.id, partitionCount, done)
}
