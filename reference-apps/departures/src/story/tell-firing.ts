import { count } from './amounts.ts'
import type { Stage } from './scene.ts'

type TriggerSeen = {
  event: string | null
  coolDownHours: number | null
  dailyPartitionBudget: number | null
  lastFiring: { partitions: Partitions | null } | null
}
type Partitions = { asked: number; taken: number; inHand: number; coolDown: number; budget: number }

/** Tells which partitions a trigger took for the run it started, of those it was asked for. */
export async function tellFiring({ world, tell }: Stage, name: string): Promise<void> {
  const { trigger } = await world.operator.request<{ trigger: TriggerSeen | null }>(
    `query ($name: String!) {
      trigger(name: $name) {
        event coolDownHours dailyPartitionBudget
        lastFiring { partitions { asked taken inHand coolDown budget } }
      }
    }`,
    { name },
  )
  const partitions = trigger?.lastFiring?.partitions
  if (!trigger || !partitions) return
  const { asked, taken, inHand, coolDown, budget } = partitions
  tell.add(
    `on ${trigger.event}: ${count(taken)} of ${count(asked, 'partition')} taken; left out ${count(coolDown)} by the cool-down ` +
      `(${trigger.coolDownHours ?? 0} h), ${count(budget)} by the budget (${trigger.dailyPartitionBudget ?? 'none'} a day), ` +
      `${count(inHand)} in hand`,
  )
}
