import type { Scene } from './scene.ts'
import { dataset } from './scenes/dataset.ts'
import { detour } from './scenes/detour.ts'
import { drift } from './scenes/drift.ts'
import { approval, gate, rollout, training } from './scenes/first-version.ts'
import { history } from './scenes/history.ts'
import { live } from './scenes/live.ts'
import { quietWeek } from './scenes/quiet-week.ts'
import { recovery } from './scenes/recovery.ts'
import { retraining, secondGate, secondRollout } from './scenes/second-version.ts'
import { sensorFault } from './scenes/sensor-fault.ts'
import type { StoryPlan } from './story-plan.ts'

/** The scenes of a story, in order. */
export function scenesOf(plan: StoryPlan): Scene[] {
  const first = [history, dataset, training, gate, approval, rollout, live]
  if (plan.untilLive) return first
  return [
    ...first,
    quietWeek,
    detour,
    drift,
    retraining,
    secondGate,
    secondRollout,
    recovery,
    ...(plan.sensorFault ? [sensorFault] : []),
  ]
}
