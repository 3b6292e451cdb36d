import { fileURLToPath, pathToFileURL } from 'node:url'
import { DomainError } from '@headway/kit/errors'
import { packageVersion } from './code-version.ts'
import { isStep, type StepDefinition } from './define-step.ts'
import { gateStep } from './gate/gate-step.ts'
import { indexBatchStep } from './predict-batch/index-step.ts'
import { planBatchStep } from './predict-batch/plan-step.ts'
import { predictBatchStep } from './predict-batch/predict-step.ts'
import { proposeStep } from './propose/propose-step.ts'

export type LoadedStep = StepDefinition & { codeVersion: string }

/** Imports the step modules; the built-in steps come first. INVALID_ARGUMENT when two steps have one name. */
export async function loadSteps(modules: readonly string[]): Promise<Map<string, LoadedStep>> {
  const found: StepDefinition[] = [gateStep, proposeStep, planBatchStep, predictBatchStep, indexBatchStep]
  for (const path of modules) {
    const loaded = (await import(pathToFileURL(path).href)) as Record<string, unknown>
    const steps = Object.values(loaded).flat().filter(isStep)
    if (steps.length === 0) {
      throw new DomainError('INVALID_ARGUMENT', `the module ${path} exports no step`, {
        field: 'HEADWAY_WORKER_STEPS',
        value: path,
        expected: 'a module with exports made by defineStep',
      })
    }
    found.push(...steps)
  }
  const versions = new Map<string, string>()
  const steps = new Map<string, LoadedStep>()
  for (const step of found) {
    if (steps.has(step.name)) {
      throw new DomainError('INVALID_ARGUMENT', `two steps are named ${step.name}`, {
        field: 'HEADWAY_WORKER_STEPS',
        value: step.name,
        expected: 'one step of each name',
      })
    }
    const folder = fileURLToPath(step.package)
    const codeVersion = versions.get(folder) ?? (await packageVersion(folder))
    versions.set(folder, codeVersion)
    steps.set(step.name, { ...step, codeVersion })
  }
  return steps
}
