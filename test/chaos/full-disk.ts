import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '@headway/testkit/until'
import { countWaiting } from './emitted-events.ts'
import { harmDuringRun } from './harm-during-run.ts'
import type { Scenario } from './scenario.ts'
import type { Store, Target } from './target.ts'

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
          try {
            await Promise.all([feelFullDisk[store](rig.target), sleep(fullForMs)])
          } finally {
            await makeRoom()
          }
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

/** Waits until a store suffers from its full disk: else the scenario would prove nothing. */
const feelFullDisk: Record<Store, (target: Target) => Promise<unknown>> = {
  nats: (target) =>
    until(async () => (await countWaiting(target)) > 0, {
      timeoutMs: fullForMs,
      intervalMs: 250,
      what: 'an outbox waits for nats',
    }),
  async postgres(target) {
    // The server writes into log files that it keeps for that, and stops when it needs another one.
    const writeLog = "select pg_logical_emit_message(false, 'chaos', repeat('x', 8000000))"
    for (let megabytes = 0; megabytes < 1000; megabytes += 8) {
      const isTaken = await target.execute(writeLog).then(
        () => true,
        () => false,
      )
      if (!isTaken) return
    }
    throw new Error('postgres writes on although its disk is full')
  },
}
