import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { type ArtifactClient, createArtifactClient } from '../artifact-client.ts'
import { type ConnectionOptions, findConnection, findServiceUrl, withConnection } from '../connection.ts'
import { createGraphqlClient, type GraphqlClient } from '../graphql-client.ts'

type Options = ConnectionOptions & {
  rows?: string[]
  dataset?: string
  alias: string
  rowsPerTask: string
  out: string
  registry: string
}

type Run = {
  state: string
  failure: { step: string | null; code: string; reason: string } | null
  steps: { name: string; tasks: { total: number; done: number; cached: number } }[]
  step: { taskList: { nodes: { outputs: { index?: { digest: string } } }[] } } | null
}

type Index = { version: string; rowCount: number; partitionCount: number; files: { digest: string }[] }

const runQuery = /* GraphQL */ `query ($id: ID!) {
  pipelineRun(id: $id) {
    state failure { step code reason }
    steps { name tasks { total done cached } }
    step(name: "index") { taskList { nodes { outputs } } }
  }
}`

/** `headway predict-batch`: predicts the rows of Parquet files, and goes on where it was when it is started again. */
export function addPredictBatchCommand(program: Command): void {
  withConnection(
    program
      .command('predict-batch <model>')
      .description('predicts the rows of Parquet files into Parquet files, all partitions at once')
      .option('--rows <file...>', 'Parquet files: a column for each feature, and those of the partition')
      .option('--dataset <name>', 'instead of files: the newest version of a dataset')
      .option('--alias <name>', 'the version that this alias names predicts', 'champion')
      .option('--rows-per-task <rows>', 'about how many rows a task predicts', '200000')
      .requiredOption('--out <folder>', 'where the answers go; the same folder again goes on')
      .option('--registry <name>', 'the registry of the local Headway, or its address', 'registry'),
  ).action(async (model: string, options: Options) => {
    const connection = await findConnection(options)
    const client = createGraphqlClient(connection)
    const artifacts = createArtifactClient({
      url: await findServiceUrl(options, options.registry),
      token: connection.token,
    })
    await mkdir(options.out, { recursive: true })
    const run =
      (await unfinishedRun(client, options.out)) ?? (await startRun(client, artifacts, model, options))
    console.log(`run ${run}`)
    const index = await artifacts.json<Index>(await followRun(client, run))
    for (const [at, { digest }] of index.files.entries()) {
      const path = join(options.out, `part-${String(at + 1).padStart(5, '0')}.parquet`)
      if (!(await stat(path).catch(() => undefined))) await artifacts.download(digest, path)
    }
    await writeFile(join(options.out, 'index.json'), `${JSON.stringify(index, undefined, 2)}\n`)
    const { rowCount, partitionCount, version, files } = index
    console.log(
      `${rowCount} rows of ${partitionCount} partitions by ${version}: ${files.length} files in ${options.out}`,
    )
  })
}

/** The run that an earlier start with this folder began, unless it broke: then its tasks are answered from the cache. */
async function unfinishedRun(client: GraphqlClient, out: string): Promise<string | undefined> {
  const text = await readFile(runFile(out), 'utf8').catch(() => undefined)
  const id = text?.trim()
  if (!id) return undefined
  const run = await readRun(client, id)
  return run.state === 'RUNNING' || run.state === 'SUCCEEDED' ? id : undefined
}

async function startRun(
  client: GraphqlClient,
  artifacts: ArtifactClient,
  model: string,
  { rows = [], dataset, alias, rowsPerTask, out }: Options,
): Promise<string> {
  const digests: string[] = []
  for (const file of rows) digests.push(await artifacts.upload(file))
  const { predictBatch } = await client.request<{ predictBatch: { id: string } }>(
    'mutation ($input: PredictBatchInput!) { predictBatch(input: $input) { id } }',
    {
      input: {
        model,
        alias,
        rowsPerTask: Number(rowsPerTask),
        ...(digests.length > 0 ? { rows: digests } : {}),
        ...(dataset === undefined ? {} : { dataset }),
      },
    },
  )
  await writeFile(runFile(out), predictBatch.id)
  return predictBatch.id
}

/** Shows the progress of a run until it has ended; the digest of its index. */
async function followRun(client: GraphqlClient, id: string): Promise<string> {
  for (let shown = ''; ; await sleep(500)) {
    const run = await readRun(client, id)
    const progress = run.steps
      .filter(({ tasks }) => tasks.total > 0)
      .map(({ name, tasks }) => `${name} ${tasks.done} of ${tasks.total}`)
      .join(', ')
    if (progress !== shown) console.log(progress)
    shown = progress
    if (run.state === 'RUNNING') continue
    const digest = run.step?.taskList.nodes[0]?.outputs.index?.digest
    if (run.state === 'SUCCEEDED' && digest) return digest
    throw new Error(`the run is ${run.state}: ${run.failure?.reason ?? 'without a reason'}`)
  }
}

async function readRun(client: GraphqlClient, id: string): Promise<Run> {
  const { pipelineRun } = await client.request<{ pipelineRun: Run | null }>(runQuery, { id })
  if (pipelineRun) return pipelineRun
  throw new Error(`there is no run ${id}`)
}

function runFile(out: string): string {
  return join(out, '.run')
}
