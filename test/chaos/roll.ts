import { harmDuringRun } from './harm-during-run.ts'
import type { Scenario } from './scenario.ts'

/** Replaces every container of a service in the midst of a run, while predictions and the graph are asked for. */
export function rollScenario(service: string, roll: (service: string) => Promise<void>): Scenario {
  const name = `roll-${service}`
  return {
    name,
    run: (rig) =>
      harmDuringRun(rig, {
        name,
        takesMs: 1000,
        afterChunks: 2,
        afterMs: 0,
        async harm() {
          const began = performance.now()
          await roll(service)
          return began
        },
        // A replica that is replaced takes its own door with it.
        openDoors: service === 'serving' ? ['gateway', 'graph'] : ['gateway', 'serving', 'graph'],
        note: 'every container replaced',
      }),
  }
}
