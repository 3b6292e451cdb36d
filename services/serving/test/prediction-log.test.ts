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
