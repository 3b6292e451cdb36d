import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import { predictionLogged, rolloutCompleted } from '@headway/events/serving'
import { until } from '@headway/testkit/until'
import { parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { moveAlias, threeModels } from './fleet-of-models.ts'
import { openServing, type Serving } from './open-serving.ts'

async function readChunk(store: ArtifactStore, digest: string) {
  const bytes = await store.get(digest)
  return parquetReadObjects({ file: new Uint8Array(bytes).buffer })
}

async function serve(serving: Serving, logShare: number): Promise<void> {
  await serving.createEndpoint({ logShare })
  await moveAlias(serving.events, 'champion', await threeModels(serving.store, 'eta/1', 0), 1)
  await serving.events.next(rolloutCompleted)
}

test('predictions are logged as Parquet, with what the caller calls their subjects, and announced', async () => {
  await using serving = await openServing({ settings: { HEADWAY_PREDICTION_LOG_FLUSH_MS: '50' } })
  await serve(serving, 1)

  const { id } = await serving.predict({ subjectIds: ['a', 'b', 'c', 'd'] })
  await serving.predict({ log: false })
  const { data } = await serving.events.next(predictionLogged)
  const rows = await readChunk(serving.store, data.chunkDigest)

  expect(data).toMatchObject({ endpoint: 'eta', model: 'eta', rowCount: 4 })
  expect(rows).toHaveLength(4)
  expect(rows[0]).toEqual({
    prediction_id: `${id}/0`,
    subject_id: 'a',
    predicted_at: expect.any(Date),
    variant: 'primary',
    role: 'PRIMARY',
    version_id: 'eta/1',
    revision: 1,
    partition: 'R1/S1',
    source: 'exact',
    feature_speed: 10,
    feature_gap: 1,
    output_p50: 12,
    output_rider: 11,
  })
  expect(rows[3]).toMatchObject({
    subject_id: 'd',
    source: 'baseline',
    output_p50: 405,
    output_rider: Number.NaN,
  })
})

test('predictions are logged at the time their caller gives, by either protocol', async () => {
  await using serving = await openServing({ settings: { HEADWAY_PREDICTION_LOG_FLUSH_MS: '50' } })
  await serve(serving, 1)
  const { events, service, store } = serving
  const early = Date.parse('2019-07-01T04:00:00.250Z')
  const late = Date.parse('2019-07-01T23:59:59.000Z')

  await serving.predict({ predictedAt: [late, early, late, late] })
  const first = await events.next(predictionLogged)
  const head = Buffer.from(
    JSON.stringify({
      inputs: [
        { name: 'partition', datatype: 'BYTES', shape: [2], data: ['R1/S1', 'R1/S2'] },
        { name: 'features', datatype: 'FP32', shape: [2, 2], data: [1, 2, 3, 4] },
        { name: 'predicted_at', datatype: 'INT64', shape: [2], parameters: { binary_data_size: 16 } },
      ],
    }),
  )
  await fetch(`${service.url}/v2/models/eta/infer`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${service.identity.apiToken('viewer')}`,
      'inference-header-content-length': String(head.length),
    },
    body: Buffer.concat([head, Buffer.from(BigInt64Array.of(BigInt(early), 0n).buffer)]),
  })
  const second = await events.next(
    predictionLogged,
    ({ chunkDigest }) => chunkDigest !== first.data.chunkDigest,
  )
  const times = async (digest: string) =>
    (await readChunk(store, digest)).map((row) => (row.predicted_at as Date).getTime())

  expect(first.data).toMatchObject({
    firstAt: '2019-07-01T04:00:00.250Z',
    lastAt: '2019-07-01T23:59:59.000Z',
  })
  expect(await times(first.data.chunkDigest)).toEqual([late, early, late, late])
  expect(await times(second.data.chunkDigest)).toEqual([early, 0])
})

test('a share of the rows is logged where the endpoint says so', async () => {
  await using serving = await openServing({ settings: { HEADWAY_PREDICTION_LOG_FLUSH_MS: '50' } })
  await serve(serving, 0.5)
  const many = Array.from({ length: 2000 }, (_, row) => row)
  const features = ['gap', 'speed'].map((name) => ({ name, values: many }))

  await serving.predict({ partitions: many.map(() => 'R1/S1'), features })
  const { data } = await serving.events.next(predictionLogged)
  const rows = await readChunk(serving.store, data.chunkDigest)

  expect(data.rowCount).toBeGreaterThan(800)
  expect(data.rowCount).toBeLessThan(1200)
  expect(rows).toHaveLength(data.rowCount)
  for (const row of rows) expect(row.output_p50).toBe(3 * row.feature_gap)
})

test('what waits to be logged is written at the stop and announced by the next start', async () => {
  await using serving = await openServing({ settings: { HEADWAY_PREDICTION_LOG_FLUSH_MS: '600000' } })
  await serve(serving, 1)
  const { service } = serving
  await serving.predict()

  await service.stop()
  const { settings, database, nats, artifacts, identity } = service
  await using again = await openServing({ settings, database, nats, artifacts, identity })
  const { data } = await again.events.next(predictionLogged)

  await using store = await openArtifactStore(artifacts.path)
  expect(await readChunk(store, data.chunkDigest)).toHaveLength(4)
})

test('predictions that the log cannot keep are dropped and counted, and still answered', async () => {
  await using serving = await openServing({
    settings: { HEADWAY_PREDICTION_LOG_FLUSH_MS: '600000', HEADWAY_PREDICTION_LOG_BYTES: '1024' },
  })
  await serve(serving, 1)
  await serving.predict()
  const many = Array.from({ length: 100 }, () => 1)
  const features = ['gap', 'speed'].map((name) => ({ name, values: many }))

  const answer = await serving.predict({ partitions: many.map(() => 'R1/S1'), features })

  expect(answer.sources).toHaveLength(100)
  const checks = await until(async () => {
    const ready = await fetch(`${serving.service.url}/readyz`)
    return ((await ready.json()) as { checks: Record<string, { ok: boolean; detail?: string }> }).checks
  })
  expect(checks.predictionLog).toEqual({ ok: false, detail: '100 rows dropped' })
})
