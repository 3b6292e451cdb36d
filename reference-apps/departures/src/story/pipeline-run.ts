import type { GraphqlClient } from '@headway/client/graphql-client'

export type StepSeen = {
  name: string
  state: 'PENDING' | 'RUNNING' | 'WAITING' | 'SUCCEEDED' | 'SKIPPED' | 'FAILED' | 'CANCELLED'
  detail: string | null
  tasks: { total: number; done: number; cached: number }
  usage: { cpuSeconds: number; peakMemoryBytes: number }
  taskList: { nodes: { metrics: Record<string, number>; progress: { done: number; total: number } | null }[] }
  startedAt: string | null
  finishedAt: string | null
}

export type RunSeen = {
  id: string
  state: 'RUNNING' | 'WAITING_FOR_APPROVAL' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'REJECTED'
  trigger: string | null
  requestedBy: string
  failure: { step: string | null; code: string; reason: string } | null
  modelVersion: { id: string } | null
  gate: GateSeen | null
  steps: StepSeen[]
  createdAt: string
}

export type GateSeen = {
  better: number
  nonInferior: number
  worse: number
  tooLittleData: number
  fleetPassed: boolean
  reasons: string[]
}

const fields = `id state trigger requestedBy createdAt failure { step code reason } modelVersion { id }
  gate { better nonInferior worse tooLittleData fleetPassed reasons }
  steps {
    name state detail tasks { total done cached } usage { cpuSeconds peakMemoryBytes } startedAt finishedAt
    taskList(first: 200) { nodes { metrics progress { done total } } }
  }`

export async function findRun(operator: GraphqlClient, id: string): Promise<RunSeen | undefined> {
  const { pipelineRun } = await operator.request<{ pipelineRun: RunSeen | null }>(
    `query ($id: ID!) { pipelineRun(id: $id) { ${fields} } }`,
    { id },
  )
  return pipelineRun ?? undefined
}

export type RunListed = {
  id: string
  state: RunSeen['state']
  trigger: string | null
  /** How many partitions its trigger chose; null for all. */
  partitionCount: number | null
  modelVersion: { id: string } | null
  failure: { step: string | null; code: string; reason: string } | null
}

/** The runs of a pipeline, the newest first. */
export async function listRuns(operator: GraphqlClient, pipeline: string): Promise<RunListed[]> {
  const { pipelineRuns } = await operator.request<{ pipelineRuns: { nodes: RunListed[] } }>(
    `query ($pipeline: String!) {
      pipelineRuns(pipeline: $pipeline, first: 50) { nodes {
        id state trigger partitionCount modelVersion { id } failure { step code reason }
      } }
    }`,
    { pipeline },
  )
  return pipelineRuns.nodes
}

/** How much of a step is done, from 0 to 1: its tasks, and what those in hand say of themselves. */
export function stepShare({ tasks, taskList }: StepSeen): number {
  if (tasks.total === 0) return 0
  const inHand = taskList.nodes.reduce(
    (sum, { progress }) => sum + (progress && progress.total > 0 ? progress.done / progress.total : 0),
    0,
  )
  return Math.min(1, Math.max(tasks.done, inHand) / tasks.total)
}

/** What the tasks of a step measured, added up by name. */
export function stepMetrics({ taskList }: StepSeen): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { metrics } of taskList.nodes) {
    for (const [name, value] of Object.entries(metrics)) sums[name] = (sums[name] ?? 0) + value
  }
  return sums
}
