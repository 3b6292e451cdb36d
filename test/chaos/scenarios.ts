import { fullDiskScenario } from './full-disk.ts'
import { killScenario } from './kill.ts'
import { rollScenario } from './roll.ts'
import type { Scenario } from './scenario.ts'
import { stores, type Target } from './target.ts'

/** Services of which two containers may run side by side. */
const rolled = ['registry', 'datasets', 'pipelines', 'serving', 'monitoring', 'worker'] as const

/** Everything that can be done to a target: `kill-<part>`, `kill-everything`, `roll-<service>`, `full-<store>`. */
export function scenariosFor({ parts, roll, fillDisk }: Target): Scenario[] {
  return [
    ...parts.map((part) => killScenario(`kill-${part}`, [part])),
    killScenario('kill-everything', parts),
    ...(roll ? rolled.map((service) => rollScenario(service, roll)) : []),
    ...(fillDisk ? stores.map((store) => fullDiskScenario(store, fillDisk)) : []),
  ]
}
