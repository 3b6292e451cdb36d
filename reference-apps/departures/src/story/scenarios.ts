import type { Scenario } from '../city/scenario.ts'
import { detourDay, type StoryPlan } from './story-plan.ts'

/** What changes in the city while the story is told. */
export function scenariosOf(plan: StoryPlan): Scenario[] {
  return [
    {
      kind: 'detour',
      from: detourDay(plan),
      stretch: { street: 'A1', from: 2, to: 8 },
    },
  ]
}
