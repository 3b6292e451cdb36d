import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { GraphqlClient } from '@headway/client/graphql-client'
import { departuresRun } from '../departures-pipeline.ts'
import type { Headway } from './headway.ts'
import type { DatasetVersion } from './register.ts'
import type { Stages } from './stages.ts'

export type Outputs = Record<string, { digest: string }>

type Step = {
  name: string
  state: string
  detail: string | null
  tasks: { total: number; done: number; cached: number }
  startedAt: string | null
  finishedAt: string | null
}

export type Run = {
  id: string
  state: 'RUNNING' | 'WAITING_FOR_APPROVAL' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'REJECTED'
  failure: { step: string | null; code: string; reason: string } | null
  modelVersion: { id: string } | null
  gate: { better: number; nonInferior: number; worse: number; tooLittleData: number } | null
  steps: Step[]
}

/** What a run is about: a dataset version, and digests of weather and alerts where there are any. */
export type RunData = { version: DatasetVersion; weather: string[]; alerts: string[] }

const runFields = `id state failure { step code reason } modelVersion { id }
  gate { better nonInferior worse tooLittleData }
  steps { name state detail tasks { total done cached } startedAt finishedAt }`

/**
 * Runs the departures pipeline on a dataset version to its end, as the operator; what needs a person is approved as the
 * approver. A run that succeeded before on the same data with the same code answers at once. Throws when the run fails.
 */
export async function runPipeline(
  { operator, approver }: Headway,
  pipeline: string,
  data: RunData,
  stages: Stages,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<Run> {
  let run = await startRun(operator, pipeline, data)
  const told = new Set<string>()
  for (;;) {
    tellProgress(run, told, stages, print)
    if (run.state === 'SUCCEEDED') return run
    if (run.state === 'WAITING_FOR_APPROVAL' && run.modelVersion)
      await approve(approver, run.modelVersion.id, print)
    else if (run.state !== 'RUNNING') throw new Error(failureOf(run))
    await sleep(1000, undefined, { signal })
    const found = await operator.request<{ pipelineRun: Run }>(
      `query ($id: ID!) { pipelineRun(id: $id) { ${runFields} } }`,
      { id: run.id },
    )
    run = found.pipelineRun
  }
}

async function startRun(
  operator: GraphqlClient,
  pipeline: string,
  { version, weather, alerts }: RunData,
): Promise<Run> {
  const parameters = departuresRun({
    visits: version.files.map(({ digest }) => digest),
    datasetVersions: [version.id],
    weather,
    alerts,
  })
  const code = await codeVersions(operator, pipeline)
  for (let attempt = 1; ; attempt++) {
    const idempotencyKey = createHash('sha256')
      .update(JSON.stringify([parameters, code, attempt]))
      .digest('hex')
    const { startRun: run } = await operator.request<{ startRun: Run }>(
      `mutation ($input: StartRunInput!) { startRun(input: $input) { ${runFields} } }`,
      { input: { pipeline, parameters, idempotencyKey } },
    )
    const isOver = run.state === 'FAILED' || run.state === 'CANCELLED' || run.state === 'REJECTED'
    if (!isOver) return run
  }
}

/** What the answer of a run depends on beside its parameters. */
async function codeVersions(operator: GraphqlClient, pipeline: string): Promise<unknown> {
  return operator.request(
    `query ($name: String!) {
      pipeline(name: $name) { version { digest } }
      workerSteps(first: 100) { nodes { uses codeVersion } }
    }`,
    { name: pipeline },
  )
}

async function approve(approver: GraphqlClient, id: string, print: (line: string) => void): Promise<void> {
  const { modelVersion } = await approver.request<{ modelVersion: Candidate | null }>(
    `query ($id: ID!) { modelVersion(id: $id) { state exceptions gate { fleetPassed } } }`,
    { id },
  )
  if (modelVersion?.state !== 'CANDIDATE') return
  const exceptions = modelVersion.exceptions.join('; ') || 'as the policy says'
  print(`  ${id} needs a person: ${exceptions}`)
  const passed = modelVersion.gate?.fleetPassed
    ? 'passed its gate'
    : 'did not pass its gate and is to be scored'
  await approver.request(
    `mutation ($id: ID!, $reason: String!) { approveModelVersion(id: $id, reason: $reason) { id } }`,
    { id, reason: `evaluation: the fleet ${passed}; exceptions: ${exceptions}` },
  )
  print(`  ${id} approved by the approver`)
}

type Candidate = { state: string; exceptions: string[]; gate: { fleetPassed: boolean } | null }

function tellProgress(run: Run, told: Set<string>, stages: Stages, print: (line: string) => void): void {
  for (const step of run.steps) {
    const { name, state, tasks, startedAt, finishedAt, detail } = step
    if (told.has(name)) continue
    if (state === 'SUCCEEDED' && startedAt && finishedAt) {
      stages.add(name, new Date(startedAt), new Date(finishedAt))
      told.add(name)
    } else if (state === 'SKIPPED') {
      print(`  ${name} skipped: ${detail}`)
      told.add(name)
    } else if (state === 'RUNNING' && tasks.total > 1) {
      const line = `  ${name} ${tasks.done} of ${tasks.total}`
      if (!told.has(line)) print(line)
      told.add(line)
    }
  }
}

function failureOf({ id, state, failure }: Run): string {
  const where = failure?.step ? ` in step ${failure.step}` : ''
  return `run ${id} ${state.toLowerCase()}${where}: ${failure?.reason ?? 'no reason given'} (${failure?.code})`
}

/** The outputs of every task of a step, in the order of chunks. */
export async function stepOutputs(operator: GraphqlClient, run: string, step: string): Promise<Outputs[]> {
  const outputs: Outputs[] = []
  let after: string | null = null
  do {
    const page: TaskPage = await operator.request<TaskPage>(
      `query ($run: ID!, $step: String!, $after: String) {
        pipelineRun(id: $run) {
          step(name: $step) { taskList(first: 200, after: $after) { nodes { outputs } pageInfo { hasNextPage endCursor } } }
        }
      }`,
      { run, step, after },
    )
    const { nodes, pageInfo } = page.pipelineRun.step.taskList
    outputs.push(...nodes.map((node) => node.outputs))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)
  return outputs
}

type TaskPage = {
  pipelineRun: {
    step: {
      taskList: {
        nodes: { outputs: Outputs }[]
        pageInfo: { hasNextPage: boolean; endCursor: string | null }
      }
    }
  }
}
