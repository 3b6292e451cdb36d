import type { GraphqlCaller } from '@headway/testkit/graphql-caller'
import { until } from '@headway/testkit/until'

export type SeenStep = {
  name: string
  state: string
  detail: string | null
  tasks: { total: number; done: number; cached: number }
}
export type SeenRun = {
  id: string
  state: string
  failure: { step: string | null; code: string; reason: string } | null
  modelVersion: { id: string } | null
  steps: SeenStep[]
}

const runFields = `id state failure { step code reason } modelVersion { id }
  steps { name state detail tasks { total done cached } }`

/** The operations these tests do most, against a running service. */
export function speak({ data, graphql }: GraphqlCaller) {
  const run = async (id: string): Promise<SeenRun> => {
    const answer = await data<{ pipelineRun: SeenRun }>(
      `query ($id: ID!) { pipelineRun(id: $id) { ${runFields} } }`,
      { id },
    )
    return answer.pipelineRun
  }
  const steps = async () => {
    const answer = await data<{ workerSteps: { nodes: { uses: string }[] } }>(
      '{ workerSteps { nodes { uses } } }',
    )
    return answer.workerSteps.nodes.map(({ uses }) => uses)
  }
  return {
    run,
    steps,
    /** Waits until a worker's announcement has arrived. */
    stepsKnown: () =>
      until(async () => (await steps()).includes('test/plan'), { what: 'the steps are known' }),
    register: async (name: string, definition: object) => {
      const answer = await data<{ registerPipeline: { name: string; version: { number: number } } }>(
        'mutation ($input: RegisterPipelineInput!) { registerPipeline(input: $input) { name version { number } } }',
        { input: { name, definition } },
      )
      return answer.registerPipeline.version.number
    },
    registerWrong: async (name: string, definition: object) => {
      const answer = await graphql(
        'mutation ($input: RegisterPipelineInput!) { registerPipeline(input: $input) { name } }',
        { input: { name, definition } },
      )
      return { message: answer.errors?.[0]?.message, ...answer.errors?.[0]?.extensions }
    },
    start: async (pipeline: string, parameters: object = {}, idempotencyKey: string | null = null) => {
      const answer = await data<{ startRun: { id: string } }>(
        'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }',
        { input: { pipeline, parameters, idempotencyKey } },
      )
      return answer.startRun.id
    },
    startWrong: async (pipeline: string, parameters: object = {}) => {
      const answer = await graphql('mutation ($input: StartRunInput!) { startRun(input: $input) { id } }', {
        input: { pipeline, parameters },
      })
      return { message: answer.errors?.[0]?.message, ...answer.errors?.[0]?.extensions }
    },
    /** Waits until the run has ended or is in the state given. */
    ended: (id: string, state?: string, timeoutMs = 30_000) =>
      until(
        async () => {
          const found = await run(id)
          const isOver = found.state !== 'RUNNING' && found.state !== 'WAITING_FOR_APPROVAL'
          return (isOver || found.state === state) && found
        },
        { timeoutMs, what: `run ${id} ends` },
      ),
    stepIs: (id: string, name: string, state: string, timeoutMs = 30_000) =>
      until(async () => (await run(id)).steps.find((each) => each.name === name && each.state === state), {
        timeoutMs,
        what: `step ${name} of run ${id} is ${state}`,
      }),
    output: async <T>(id: string, step: string) => {
      const answer = await data<{ pipelineRun: { step: { taskList: { nodes: T[] } } } }>(
        `query ($id: ID!, $step: String!) { pipelineRun(id: $id) { step(name: $step) { taskList(first: 500) { nodes {
          id chunk state cached attempt maxAttempts worker outputs values metrics logTail logDigest codeVersion
          environmentDigest cpuSeconds peakMemoryBytes progress { done total } error { code message }
          attempts { number worker error { code message } } } } } } }`,
        { id, step },
      )
      return answer.pipelineRun.step.taskList.nodes
    },
  }
}
