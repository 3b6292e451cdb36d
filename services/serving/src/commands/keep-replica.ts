import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import type { ServingSettings } from '../config.ts'
import type { Context } from '../context.ts'
import { listLivingReplicas, removeReplica, reportReplica } from '../store/replicas.ts'

const beatMs = 2_000
const silentMs = 8_000

/** Says that this replica lives and sees who else does: rollouts wait for those alone, and they share the models. */
export async function keepReplica(open: () => Context, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { db, peers, settings, now, log } = open()
    const at = now()
    try {
      const self = { id: peers.self, address: addressOf(settings) }
      await reportReplica(db, self, at, new Date(at.getTime() - silentMs))
      peers.update(await listLivingReplicas(db))
    } catch (error) {
      log.debug({ err: error }, 'not reported as living')
    }
    await delay(beatMs, undefined, { signal }).catch(() => {})
  }
  const { db, replica, log } = open()
  await removeReplica(db, replica).catch((error) => log.debug({ err: error }, 'not taken off the list'))
}

/** Where other replicas reach this one; null when only the system knows its port. */
function addressOf(settings: ServingSettings): string | null {
  const { HEADWAY_SERVING_ADDRESS, HEADWAY_HOST, HEADWAY_PORT } = settings
  if (HEADWAY_SERVING_ADDRESS !== undefined) return HEADWAY_SERVING_ADDRESS
  if (HEADWAY_PORT === 0) return null
  const isEverywhere = HEADWAY_HOST === '0.0.0.0' || HEADWAY_HOST === '::'
  return `http://${isEverywhere ? hostname() : HEADWAY_HOST}:${HEADWAY_PORT}`
}
