import { join } from 'node:path'
import { serializeManifest } from '@headway/artifacts/manifest'
import { writePack } from '@headway/artifacts/pack'
import { canonicalKey } from '@headway/artifacts/partition-key'
import { openArtifactStore } from '@headway/artifacts/store'
import { regressorModel } from '@headway/onnx/regressor'
import { literal } from '@headway/tables/quote'
import { openTables } from '@headway/tables/tables'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import type { StepDefinition } from '../define-step.ts'
import { openTask } from '../open-task.ts'
import type { Task } from '../task-protocol.ts'
import { indexBatchStep } from './index-step.ts'
import { planBatchStep } from './plan-step.ts'
import { predictBatchStep } from './predict-step.ts'

/** y = constant + speed + 2 gap */
function model(constant: number): Uint8Array {
  return regressorModel({
    featureNames: ['speed', 'gap'],
    linear: Float32Array.of(1, 2),
    constant,
    trees: [],
    outputs: ['y'],
    offsets: { feature: 0, thresholds: [], values: [[0]] },
  })
}

const signature = {
  inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 2] }],
  features: ['speed', 'gap'],
  outputs: [{ name: 'y', datatype: 'FP32', shape: [-1] }],
}

async function openBatch(partitionedBy: string[], models: { key: string[]; constant: number }[]) {
  await using opened = new AsyncDisposableStack()
  const folder = opened.use(await testFolder('batch'))
  const store = opened.use(await openArtifactStore(join(folder.path, 'artifacts')))
  const tables = opened.use(await openTables({ memoryLimit: '200MB', threads: 1, tempDir: folder.path }))
  const pack = await writePack(
    store,
    models.map(({ key, constant }) => ({ name: canonicalKey(key), bytes: model(constant) })),
  )
  const { digest: manifest } = await store.put(
    serializeManifest({
      format: 'headway.manifest/1',
      model: 'eta',
      parent: null,
      complete: true,
      version: 'eta/3',
      partitions: models.map(({ key }, index) => {
        const { offset = 0, length = 0, sha256 = '' } = pack.members[index] ?? {}
        return { key, pack: pack.digest, offset, length, sha256 }
      }),
      modelDefinition: {
        partitionedBy,
        signature,
        baseline: [{ output: 'y', constant: 5, terms: [{ feature: 'speed', weight: 10 }] }],
      },
    }),
  )
  const kept = opened.move()
  const run = async (
    step: StepDefinition,
    given: { inputs: Task['inputs']; items?: unknown[]; parameters?: Record<string, unknown> },
  ) => {
    await using scratch = await testFolder('task')
    const { context, collected } = await openTask(
      { parameters: {}, ...given, items: { list: given.items ?? [] } } as unknown as Task,
      {
        artifacts: store,
        folder: scratch.path,
        signal: new AbortController().signal,
        log: () => {},
        progress: () => {},
      },
    )
    await step.run(context)
    return collected
  }
  return {
    store,
    /** Stores a query's rows as a Parquet artifact. */
    rows: async (sql: string) => {
      const path = join(folder.path, 'rows.parquet')
      await tables.copyToParquet(sql, path)
      return (await store.putFile(path)).digest
    },
    /** Plans, predicts every part, and answers the rows of all parts in order. */
    predict: async (rows: string[], rowsPerTask: number) => {
      const inputs = { manifest: [manifest], rows }
      const planned = await run(planBatchStep, { inputs, parameters: { rowsPerTask } })
      const parts = JSON.parse((await store.get(planned.outputs.parts?.digest ?? '')).toString()) as unknown[]
      const predictions: string[] = []
      const answeredBy: unknown[] = []
      for (const part of parts) {
        const done = await run(predictBatchStep, { inputs, items: [part] })
        predictions.push(done.outputs.predictions?.digest ?? '')
        answeredBy.push(done.values.answeredBy)
      }
      const index = await run(indexBatchStep, {
        inputs: { ...inputs, predictions },
        parameters: { version: 'eta/3', dataset: 'visits/2', ...planned.values },
      })
      const paths = await Promise.all(predictions.map((digest) => store.path(digest)))
      return {
        parts,
        answeredBy,
        answers: await tables.all(`SELECT * FROM read_parquet(${literal(paths)})`),
        index: JSON.parse((await store.get(index.outputs.index?.digest ?? '')).toString()),
        manifest,
        predictions,
      }
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

const visits = `SELECT * FROM (VALUES
  ('R1', 'S2', 'visit-1', 20.0, 2.0), ('R1', 'S1', 'visit-2', 10.0, 1.0), ('R1', 'S9', 'visit-3', 30.0, 3.0),
  ('R7', 'S7', 'visit-4', 40.0, 4.0), ('R1', 'S1', 'visit-5', 11.0, 1.0), ('R1', 'S1', 'visit-6', NULL, 1.0)
) AS visit(route, stop, visit_id, speed, gap)`

const fleet = [
  { key: ['R1', 'S1'], constant: 0 },
  { key: ['R1', 'S2'], constant: 100 },
  { key: ['R1', '*'], constant: 200 },
]

test('rows are predicted by their partition, a pooled model or the baseline, and what cannot be is kept and counted', async () => {
  await using batch = await openBatch(['route', 'stop'], fleet)

  const { answers, answeredBy } = await batch.predict([await batch.rows(visits)], 100)

  expect(answers).toEqual([
    { partition: 'R1/S1', route: 'R1', stop: 'S1', visit_id: 'visit-2', y: 12, source: 'exact' },
    { partition: 'R1/S1', route: 'R1', stop: 'S1', visit_id: 'visit-5', y: 13, source: 'exact' },
    { partition: 'R1/S1', route: 'R1', stop: 'S1', visit_id: 'visit-6', y: null, source: 'invalid' },
    { partition: 'R1/S2', route: 'R1', stop: 'S2', visit_id: 'visit-1', y: 124, source: 'exact' },
    { partition: 'R1/S9', route: 'R1', stop: 'S9', visit_id: 'visit-3', y: 236, source: 'pooled:R1/*' },
    { partition: 'R7/S7', route: 'R7', stop: 'S7', visit_id: 'visit-4', y: 405, source: 'baseline' },
  ])
  expect(answeredBy).toEqual([{ exact: 3, pooled: 1, baseline: 1, none: 0, invalid: 1 }])
})

test('no partition is divided among tasks, the same rows give the same bytes, and the index says what it came from', async () => {
  await using batch = await openBatch(['route', 'stop'], fleet)
  const rows = await batch.rows(visits)

  const first = await batch.predict([rows], 2)
  const again = await batch.predict([rows], 2)

  expect(first.parts).toEqual([
    { partitions: ['R1/S1', 'R1/S1'], rows: 3 },
    { partitions: ['R1/S2', 'R1/S9'], rows: 2 },
    { partitions: ['R7/S7', 'R7/S7'], rows: 1 },
  ])
  expect(again.predictions).toEqual(first.predictions)
  expect(first.index).toMatchObject({
    format: 'headway.predictions/1',
    version: 'eta/3',
    manifest: first.manifest,
    rows: [rows],
    datasetVersion: 'visits/2',
    rowCount: 6,
    partitionCount: 4,
    files: first.predictions.map((digest) => ({ digest })),
  })
})

test('a plain model predicts rows in their order', async () => {
  await using batch = await openBatch([], [{ key: [], constant: 7 }])
  const rows = await batch.rows('SELECT range AS id, range AS speed, 1 AS gap FROM range(5)')

  const { parts, answers } = await batch.predict([rows], 2)

  expect(parts).toEqual([
    { from: 0, to: 2 },
    { from: 2, to: 4 },
    { from: 4, to: 5 },
  ])
  expect(answers.map(({ id, y }) => [id, y])).toEqual([
    [0, 9],
    [1, 10],
    [2, 11],
    [3, 12],
    [4, 13],
  ])
})

test('rows without a feature, or without a partition, are refused', async () => {
  await using batch = await openBatch(['route', 'stop'], fleet)
  const noFeature = await batch.rows(`SELECT * EXCLUDE gap FROM (${visits})`)
  const noPartition = await batch.rows(`SELECT * REPLACE (NULL::VARCHAR AS stop) FROM (${visits})`)
  const wrongKey = await batch.rows(`SELECT *, 'R1' AS "partition" FROM (${visits})`)

  await expect(batch.predict([noFeature], 10)).rejects.toThrow(/no column gap/)
  await expect(batch.predict([noPartition], 10)).rejects.toThrow(/6 rows name no partition/)
  await expect(batch.predict([wrongKey], 10)).rejects.toThrow(/"R1" has another number of values/)
})
