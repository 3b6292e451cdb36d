import { setTimeout as delay } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { removeReplica, reportReplica } from '../store/replicas.ts'

const beatMs = 2_000
const silentMs = 8_000

/** Says that this replica lives, so that rollouts wait for it, and no longer for those that fell silent. */
export async function keepReplica(open: () => Context, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { db, replica, now, log } = open()
    const at = now()
    await reportReplica(db, replica, at, new Date(at.getTime() - silentMs)).catch((error) => {
      log.debug({ err: error }, 'not reported as living')
    })
    await delay(beatMs, undefined, { signal }).catch(() => {})
  }
  const { db, replica, log } = open()
  await removeReplica(db, replica).catch((error) => log.debug({ err: error }, 'not taken off the list'))
}
