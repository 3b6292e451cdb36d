import { bytes, count, seconds } from './amounts.ts'
import { findRun, type RunSeen, type StepSeen, stepMetrics, stepShare } from './pipeline-run.ts'
import { fail, type Stage, until } from './scene.ts'

/** Steps that the narrator tells of in scenes of their own. */
const toldElsewhere = new Set(['gate', 'propose', 'rollout', 'verify', 'promote'])

/**
 * Follows a run and tells each step with what it measured, until `isFar` says that it has come far enough. Fails the
 * scene when the run ends otherwise than by success.
 */
export async function watchRun(stage: Stage, id: string, isFar: (run: RunSeen) => boolean): Promise<RunSeen> {
  const { world, tell } = stage
  const told = new Set<string>()
  return until(stage, `run ${id} gets on`, async (note) => {
    const run = await findRun(world.operator, id)
    if (!run) fail(stage, `there is no run ${id}`)
    for (const step of run.steps) {
      if (told.has(step.name) || toldElsewhere.has(step.name)) continue
      if (step.state === 'RUNNING') tell.bar(step.name, stepShare(step), 1)
      if (step.state !== 'SUCCEEDED' && step.state !== 'SKIPPED') continue
      tell.add(stepLine(step))
      told.add(step.name)
    }
    if (isFar(run)) return run
    if (run.state !== 'RUNNING' && run.state !== 'WAITING_FOR_APPROVAL') fail(stage, failureOf(run))
    const current = run.steps.find(({ state }) => state === 'RUNNING' || state === 'WAITING')
    note(`it is ${run.state}${current ? `, step ${current.name} ${current.detail ?? current.state}` : ''}`)
    return undefined
  })
}

export function isOver(step: StepSeen | undefined): boolean {
  return step?.state === 'SUCCEEDED' || step?.state === 'SKIPPED'
}

export function stepOf(run: RunSeen, name: string): StepSeen | undefined {
  return run.steps.find((step) => step.name === name)
}

export function failureOf({ id, state, failure }: RunSeen): string {
  const where = failure?.step ? ` in step ${failure.step}` : ''
  return `run ${id} ${state.toLowerCase()}${where}: ${failure?.reason ?? 'no reason given'}`
}

function stepLine(step: StepSeen): string {
  const { name, tasks, usage, startedAt, finishedAt, state, detail } = step
  if (state === 'SKIPPED') return `${name.padEnd(14)} skipped: ${detail}`
  const took = startedAt && finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : null
  const cached = tasks.cached > 0 ? `, ${tasks.cached} of ${tasks.total} tasks answered from the cache` : ''
  const cpu = `${seconds(usage.cpuSeconds)} CPU, ${bytes(usage.peakMemoryBytes)}`
  return `${name.padEnd(14)} ${seconds(took).padStart(8)}   ${figures(step) || count(tasks.total, 'task')}; ${cpu}${cached}`
}

/** What a step measured, in words. */
function figures(step: StepSeen): string {
  const measured = stepMetrics(step)
  const phrases: [string, (value: number) => string][] = [
    ['service_days', (value) => count(value, 'service day')],
    ['new_service_days', (value) => `${count(value)} of them gone through`],
    ['training_rows', (value) => count(value, 'training row')],
    ['held_out_rows', (value) => count(value, 'held-out row')],
    ['trained', (value) => `${count(value, 'partition')} with a model of their own`],
    ['pooled', (value) => `${count(value)} left to the pooled model`],
  ]
  return phrases
    .flatMap(([name, say]) => (measured[name] === undefined ? [] : [say(measured[name])]))
    .join(', ')
}
