import type { Logger } from '@headway/kit/log'
import type { Engine } from '../domain/engine.ts'
import type { Fleet } from './fleet.ts'
import type { LocalCache, ServedState } from './local-cache.ts'
import type { VersionLoader } from './version-loader.ts'

/**
 * Serves again what this replica served last, from its own disk, without loading what was checked before: that comes when
 * it is asked for. What cannot be restored is left to the follow loop.
 */
export async function restoreServed(
  cache: LocalCache,
  loader: VersionLoader,
  fleet: Fleet,
  usualEngine: Engine,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const state = await cache.readState()
  for (const { name, model, logShare, variants } of state?.endpoints ?? []) {
    fleet.put({ name, model, logShare, variants: [] })
    for (const { versionId, revision, manifestDigest, engine = usualEngine, ...variant } of variants) {
      try {
        const { version, hold } = await loader.load({ versionId, manifestDigest }, signal, () => {}, {
          engine,
          trustsChecked: true,
        })
        fleet.swap(name, { ...variant, revision, version, hold })
      } catch (error) {
        log.warn(
          { err: error, endpoint: name, variant: variant.name, versionId },
          'not restored from the cache',
        )
      }
    }
  }
}

/** What the fleet serves, as `restoreServed` reads it. */
export function servedState(fleet: Fleet): ServedState['endpoints'] {
  return fleet.list().map(({ name, model, logShare, variants }) => ({
    name,
    model,
    logShare,
    variants: variants.map(({ name: variant, role, alias, weight, revision, version }) => ({
      name: variant,
      role,
      alias,
      weight,
      versionId: version.versionId,
      revision,
      manifestDigest: version.manifestDigest,
      engine: version.engine,
    })),
  }))
}
