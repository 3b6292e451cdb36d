import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openArtifactStore } from '@headway/artifacts/store'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { openBatchTables } from '@headway/worker/predict-batch/batch-rows'
import { expect, test } from 'vitest'
import { openFleet } from './open-fleet.ts'

const headway = fileURLToPath(new URL('../../../packages/client/src/main.ts', import.meta.url))

type Tasks = {
  pipelineRun: {
    step: { tasks: { cached: number }; taskList: { nodes: { outputs: { index: { digest: string } } }[] } }
  }
}

test('the rows of a table are predicted by what is live, once for the same version and rows', async () => {
  await using fleet = await openFleet('NEVER')
  await using folder = await testFolder('rows')
  await using store = await openArtifactStore(fleet.pipelines.artifacts.path)
  await using tables = await openBatchTables({ folder: folder.path })
  const trained = await fleet.retrain([1, 2, 3], 2)
  await until(async () => (await fleet.run(trained)).state === 'SUCCEEDED', {
    timeoutMs: 60_000,
    what: 'a version',
  })
  const path = join(folder.path, 'rows.parquet')
  await tables.copyToParquet(
    'SELECT range % 3 + 1 AS meter_id, range AS x, range AS reading FROM range(30)',
    path,
  )
  const { digest: rows } = await store.putFile(path)
  const predict = async (input: object) => {
    const { predictBatch } = await fleet.pipelines.data<{ predictBatch: { id: string } }>(
      'mutation ($input: PredictBatchInput!) { predictBatch(input: $input) { id } }',
      { input: { model: 'meters', rows: [rows], rowsPerTask: 10, ...input } },
    )
    const ended = await until(
      async () => {
        const run = await fleet.run(predictBatch.id)
        return run.state !== 'RUNNING' && run
      },
      { timeoutMs: 60_000, what: 'the predictions are there' },
    )
    return ended
  }

  const first = await predict({ idempotencyKey: 'today' })
  const same = await predict({ idempotencyKey: 'today' })
  const again = await predict({})
  const unknown = await fleet.pipelines.graphql(
    'mutation ($input: PredictBatchInput!) { predictBatch(input: $input) { id } }',
    { input: { model: 'meters', rows: [rows], alias: 'nobody' } },
  )

  expect(first).toMatchObject({ state: 'SUCCEEDED', failure: null })
  expect(same.id).toBe(first.id)
  expect(again.steps.map(({ tasks }) => [tasks.total, tasks.cached])).toEqual([
    [1, 1],
    [3, 3],
    [1, 1],
  ])
  expect(unknown.errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  const { pipelineRun } = await fleet.pipelines.data<Tasks>(
    'query ($id: ID!) { pipelineRun(id: $id) { step(name: "index") { tasks { cached } taskList { nodes { outputs } } } } }',
    { id: first.id },
  )
  const [task] = pipelineRun.step.taskList.nodes
  const index = JSON.parse((await store.get(task?.outputs.index.digest ?? '')).toString())
  expect(index).toMatchObject({ version: 'meters/1', rows: [rows], rowCount: 30, partitionCount: 3 })
  const files = await Promise.all(index.files.map(({ digest }: { digest: string }) => store.path(digest)))
  const answers = await tables.all(
    `SELECT count(*) AS rows, count(*) FILTER (y = 2 * meter_id * reading AND source = 'exact') AS "right"
     FROM read_parquet([${files.map((file) => `'${file}'`)}])`,
  )
  expect(answers).toEqual([{ rows: 30, right: 30 }])

  // The command line goes on with the run of its folder.
  const out = join(folder.path, 'out')
  const token = await fleet.pipelines.identity.internalToken('operator')
  const more = join(folder.path, 'more.parquet')
  await tables.copyToParquet('SELECT 2 AS meter_id, range AS x FROM range(7)', more)
  const command = async () => {
    const to = ['--url', `${fleet.pipelines.url}/graphql`, '--token', token, '--registry', fleet.registry.url]
    const args = [headway, 'predict-batch', 'meters', '--rows', more, '--out', out, ...to]
    return (await promisify(execFile)(process.execPath, args)).stdout
  }
  const told = await command()
  const toldAgain = await command()
  expect(told).toMatch(/index 1 of 1\n7 rows of 1 partitions by meters\/1: 1 files/)
  expect(toldAgain.split('\n')[0]).toBe(told.split('\n')[0])
  const [sum] = await tables.all(
    `SELECT sum(y) AS sum FROM read_parquet('${join(out, 'part-00001.parquet')}')`,
  )
  expect(sum).toEqual({ sum: 84 })
})
