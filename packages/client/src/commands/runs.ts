import type { Command } from 'commander'
import { type ConnectionOptions, findConnection, withConnection } from '../connection.ts'
import { createGraphqlClient, GraphqlRequestError } from '../graphql-client.ts'
import { subscribe } from '../subscribe.ts'

type Run = {
  id: string
  state: string
  requestedBy: string
  failure: { step: string | null; code: string; reason: string } | null
  steps: {
    name: string
    state: string
    detail: string | null
    tasks: { total: number; done: number; cached: number }
  }[]
}

const fields = `id state requestedBy failure { step code reason }
  steps { name state detail tasks { total done cached } }`
const ended = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'REJECTED'])

/** `headway runs`: what a pipeline run does. */
export function addRunsCommand(program: Command): void {
  const runs = program.command('runs').description('pipeline runs')
  withConnection(runs.command('show <id>'))
    .description('shows a run and its steps as they are now')
    .action(async (id: string, options: ConnectionOptions) => printRun(await readRun(id, options)))
  withConnection(runs.command('watch <id>'))
    .description('shows a run again whenever it changes, until it has ended')
    .action(watch)
}

async function watch(id: string, options: ConnectionOptions): Promise<void> {
  const connection = await findConnection(options)
  const stop = new AbortController()
  const changes = subscribe<{ runChanged: { event: string; run: Run | null } }>({
    ...connection,
    query: `subscription ($id: ID!) { runChanged(id: $id) { event run { ${fields} } } }`,
    variables: { id },
    signal: stop.signal,
  })
  // Asked for first, read after the run: what changes in between is told all the same.
  const first = changes.next()
  const run = await readRun(id, options)
  printRun(run)
  let isOver = ended.has(run.state)
  for (let next = first; !isOver; next = changes.next()) {
    const { value, done } = await next
    if (done) break
    const change = value.data?.runChanged
    if (!change?.run) continue
    console.log(`\n${change.event}`)
    printRun(change.run)
    isOver = ended.has(change.run.state)
  }
  stop.abort()
  await first.catch(() => undefined)
}

async function readRun(id: string, options: ConnectionOptions): Promise<Run> {
  const client = createGraphqlClient(await findConnection(options))
  const { pipelineRun } = await client.request<{ pipelineRun: Run | null }>(
    `query ($id: ID!) { pipelineRun(id: $id) { ${fields} } }`,
    { id },
  )
  if (pipelineRun) return pipelineRun
  throw new GraphqlRequestError([{ message: `pipeline run ${id}`, extensions: { code: 'NOT_FOUND' } }], null)
}

function printRun(run: Run): void {
  console.log(`run ${run.id}  ${run.state}  asked for by ${run.requestedBy}`)
  for (const { name, state, detail, tasks } of run.steps) {
    const cached = tasks.cached > 0 ? `, ${tasks.cached} from the cache` : ''
    const counts = tasks.total > 0 ? `${tasks.done} of ${tasks.total} tasks${cached}` : ''
    console.log(`  ${name.padEnd(14)} ${state.padEnd(10)} ${[counts, detail].filter(Boolean).join('; ')}`)
  }
  if (run.failure)
    console.log(`  ${run.failure.code} in ${run.failure.step ?? 'no step'}: ${run.failure.reason}`)
}
