import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '@headway/testkit/until'
import { countWaiting } from './emitted-events.ts'
import { harmDuringRun } from './harm-during-run.ts'
import type { Scenario } from './scenario.ts'
import type { Store } from './target.ts'

const fullForMs = 30_000
const toldWithinMs = 180_000

/**
 * Leaves no room under a store in the midst of a run. Predictions go on and changes wait; with room again what waited is
 * told, and the run goes on to its end.
 */
export function fullDiskScenario(
  store: Store,
  fillDisk: (store: Store) => Promise<() => Promise<void>>,
): Scenario {
  const name = `full-${store}`
  return {
    name,
    run: (rig) =>
      harmDuringRun(rig, {
        name,
        takesMs: 1000,
        afterChunks: 2,
        afterMs: 0,
        async harm() {
          const makeRoom = await fillDisk(store)
          await sleep(fullForMs)
          await makeRoom()
          const roomAt = performance.now()
          const isTold = async () => (await countWaiting(rig.target)) === 0
          await until(isTold, { timeoutMs: toldWithinMs, intervalMs: 500, what: 'the outboxes are empty' })
          return roomAt
        },
        openDoors: ['gateway', 'serving'],
        note: `no room for ${fullForMs / 1000} s`,
      }),
  }
}
