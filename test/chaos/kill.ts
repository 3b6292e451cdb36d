import { until } from '@headway/testkit/until'
import { meters } from '../meters/meter-names.ts'
import { chance } from './chance.ts'
import { graceMs, harmDuringRun } from './harm-during-run.ts'
import type { Door, Finding, Rig, Scenario } from './scenario.ts'
import type { Target } from './target.ts'

const backWithinMs = 180_000

/**
 * Kills parts at one moment of a run that follows from the seed, while predictions and the graph are asked for. Each of
 * the run's twelve chunks takes `takesMs`.
 */
export function killScenario(name: string, parts: readonly string[], takesMs = 1500): Scenario {
  return {
    name,
    async run(rig) {
      // In some seeds after the last chunk: while the run evaluates, judges, proposes, rolls out or promotes.
      const chunk = 1 + Math.floor(chance(rig.seed, `${name} chunk`) * (meters.length + 2))
      const isLate = chunk > meters.length
      const finding = await harmDuringRun(rig, {
        name,
        takesMs,
        afterChunks: Math.min(chunk, meters.length),
        afterMs: chance(rig.seed, `${name} moment`) * takesMs * (isLate ? 3 : 1),
        harm: () => killAndWait(rig, parts),
        openDoors: openDoors(rig.target, parts),
        note: isLate ? 'after the last chunk' : `in chunk ${chunk} of ${meters.length}`,
      })
      return { ...finding, failures: [...finding.failures, ...refusedTooLong(finding)] }
    },
  }
}

/** Kills parts at the same moment and waits until others have taken their places; resolves to the moment of the kill. */
async function killAndWait({ target, servingKills }: Rig, parts: readonly string[]): Promise<number> {
  const { areBack } = await target.kill(parts)
  const killedAt = performance.now()
  if (parts.some(isServing)) servingKills.push(killedAt)
  await until(areBack, { timeoutMs: backWithinMs, intervalMs: 100, what: `${parts.join(', ')} are back` })
  return killedAt
}

function isServing(part: string): boolean {
  return part.startsWith('serving')
}

/** Doors at which nothing may be refused while these parts are away. */
function openDoors({ servingReplicas }: Target, parts: readonly string[]): Door[] {
  const isOneLeft = parts.filter(isServing).length < servingReplicas
  const open: Door[] = []
  if (!parts.includes('gateway') && isOneLeft) open.push('gateway')
  // The direct door is that of the first replica.
  if (!parts.includes('serving')) open.push('serving')
  return open
}

/** Whoever lost what answers is refused no longer than it takes to start again. */
function refusedTooLong({ loads, wellAfterMs }: Finding): string[] {
  return (['gateway', 'serving'] as const)
    .filter((door) => loads[door].refusedForMs > wellAfterMs + graceMs)
    .map((door) => `${door}: refused for ${loads[door].refusedForMs / 1000} s, longer than the restart took`)
}
