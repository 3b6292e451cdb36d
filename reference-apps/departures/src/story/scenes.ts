import type { Scene } from './scene.ts'
import { dataset } from './scenes/dataset.ts'
import { approval, gate, rollout, training } from './scenes/first-version.ts'
import { history } from './scenes/history.ts'
import { live } from './scenes/live.ts'
import type { StoryPlan } from './story-plan.ts'

/** The scenes of a story, in order. */
export function scenesOf(_plan: StoryPlan): Scene[] {
  return [history, dataset, training, gate, approval, rollout, live]
}
