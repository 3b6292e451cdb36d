import type { TaskContext } from './task-context.ts'

export type StepDefinition = {
  readonly kind: 'headway.step'
  /** What a pipeline's `uses` says: `<package>/<step>`. */
  readonly name: string
  /** The folder whose sources, with the lockfile, are the step's code version. */
  readonly package: URL
  readonly run: (task: TaskContext) => Promise<void>
}

/** Declares a step that workers can run; a module listed in HEADWAY_WORKER_STEPS exports it, alone or in a list, under any name. */
export function defineStep(step: {
  name: string
  package: URL
  run: (task: TaskContext) => Promise<void>
}): StepDefinition {
  return { kind: 'headway.step', ...step }
}

/** Whether a module's export is a step. */
export function isStep(value: unknown): value is StepDefinition {
  return typeof value === 'object' && value !== null && (value as StepDefinition).kind === 'headway.step'
}
