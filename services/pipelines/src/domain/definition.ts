/** A pipeline as it is registered: a DAG of steps. */
export type Definition = {
  /** The model its runs propose versions of. */
  model: string | null
  /** The endpoint whose rollouts its runs wait for. */
  endpoint: string | null
  steps: StepDefinition[]
}

export type StepDefinition = {
  name: string
  /** A step of a worker (`departures/train`), a built-in one (`headway/gate`), or `command`. */
  uses: string
  /** Program and arguments, where `uses` is `command`. */
  command: string[] | null
  /** Code version of a command, as its author counts it. */
  version: string | null
  needs: string[]
  /** Input name → where its artifacts come from. */
  inputs: Record<string, string>
  parameters: Record<string, unknown>
  forEach: { items: string; chunkSize: number } | null
  retry: { attempts: number; backoffSeconds: number }
  timeoutSeconds: number | null
  cache: boolean
  queue: string
}

/** Steps the service does itself, by waiting for others. */
export const controlSteps: ReadonlySet<string> = new Set([
  'headway/rollout',
  'headway/verify',
  'headway/promote',
])

/** Steps that every worker has. */
export const builtInSteps: ReadonlySet<string> = new Set(['headway/gate', 'headway/propose'])

const follows: ReadonlySet<string> = new Set(['headway/propose', ...controlSteps])

/** How long one attempt of a step may take, or how long a step may wait for another service; null: as long as it takes. */
export function timeoutSeconds(step: StepDefinition): number | null {
  if (step.timeoutSeconds !== null) return step.timeoutSeconds
  return controlSteps.has(step.uses) ? 600 : 1800
}

/** The step of that name, which the definition must have. */
export function stepOf(definition: Definition, name: string): StepDefinition {
  const step = definition.steps.find((each) => each.name === name)
  if (!step) throw new Error(`the definition has no step ${name}`)
  return step
}

/** The step before a control step that names none: the nearest earlier one of propose, rollout, verify, promote. */
export function implicitNeed(definition: Definition, step: StepDefinition): string | undefined {
  if (!controlSteps.has(step.uses)) return undefined
  const earlier = definition.steps.slice(0, definition.steps.indexOf(step))
  return earlier.findLast(({ uses }) => follows.has(uses))?.name
}
