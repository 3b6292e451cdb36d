import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Manifest, parseManifest } from '@headway/artifacts/manifest'
import { canonicalKey } from '@headway/artifacts/partition-key'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import { openTables } from '@headway/tables/tables'
import { expect, onTestFinished, test } from 'vitest'
import { departuresRun } from '../departures-pipeline.ts'
import { outputOf, runLocally, type Yields } from './run-locally.ts'

const days = 20
const newRegime = 17

// Two routes of six stops; from the 18th day on, route R1 loses four minutes between its third and fourth stop.
const visits = `SELECT DATE '2026-03-02' + d::INTEGER AS service_date, 'T' || r || '-' || t AS trip_id,
    s::INTEGER AS stop_sequence, 'R' || r AS route_id, '0' AS direction_id, 'S' || s AS stop_id,
    NULL::DOUBLE AS scheduled_arrival_s,
    epoch(DATE '2026-03-02' + d::INTEGER)::DOUBLE + 21600 + t * 900 + s * 180 AS scheduled_s,
    NULL::DOUBLE AS observed_arrival_s,
    scheduled_s + 10 * s + (hash(d, r, t) % 60)::DOUBLE + (hash(d, r, t, s) % 30)::DOUBLE
      + CASE WHEN r = 1 AND s > 3 AND d >= ${newRegime} THEN 200 + (hash(d, t) % 80)::DOUBLE ELSE 0 END AS observed_s,
    0.0::DOUBLE AS utc_offset_s
  FROM range(${days}) days(d), range(2) routes(r), range(48) trips(t), range(1, 7) stops(s)`

type Errors = {
  blocks: string[]
  predictors: string[]
  partitions: { key: string[]; over: Record<string, number[]>; under: Record<string, number[]> }[]
}

async function visitFile(artifacts: ArtifactStore, folder: string, before: number): Promise<string> {
  await using tables = await openTables({ memoryLimit: '200MB', threads: 1 })
  const path = join(folder, `visits-${before}.parquet`)
  await tables.copyToParquet(
    `SELECT * FROM (${visits}) WHERE service_date < DATE '2026-03-02' + ${before}`,
    path,
  )
  return (await artifacts.putFile(path)).digest
}

async function manifestOf(
  artifacts: ArtifactStore,
  yields: Yields,
): Promise<{ digest: string; manifest: Manifest }> {
  const digest = yields.get('propose')![0]!.outputs.manifest!.digest
  return { digest, manifest: parseManifest(await artifacts.get(digest)) }
}

test('a run about some partitions trains, judges and proposes these alone', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headway-partial-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await using artifacts = await openArtifactStore(join(folder, 'artifacts'))
  const told = { datasetVersions: ['visits/1'], pooledRows: 20_000 }
  const first = await runLocally(
    artifacts,
    departuresRun({ ...told, visits: [await visitFile(artifacts, folder, newRegime)] }),
  )
  const champion = await manifestOf(artifacts, first)
  const wanted = ['R1/0/S5', 'R1/0/S6']
  const list = await artifacts.put(
    Buffer.from(JSON.stringify({ format: 'headway.partitions/1', partitions: wanted })),
  )

  const again = await runLocally(
    artifacts,
    departuresRun({
      ...told,
      visits: [await visitFile(artifacts, folder, days)],
      partitions: [list.digest],
      earlier: [first.get('prepare')![0]!.outputs.prepared!.digest],
      holdOutDays: 1,
      recentShare: 0.5,
      rowsPerPartition: 1000,
    }),
    champion.digest,
  )

  expect(again.get('prepare')![0]!.metrics.new_service_days).toBe(days - newRegime)
  const keys = (entries: { key: string[] }[]) => entries.map(({ key }) => canonicalKey(key)).sort()
  const models = await outputOf<{ partitions: { key: string[] }[] }>(artifacts, again, 'train', 'models')
  expect(keys(models.partitions)).toEqual(wanted)
  const pooled = await outputOf<{ partitions: unknown[] }>(artifacts, again, 'train-pooled', 'models')
  expect(pooled.partitions).toEqual([])
  const errors = await outputOf<Errors>(artifacts, again, 'evaluate', 'errors')
  expect(keys(errors.partitions)).toEqual(wanted)
  expect(errors.blocks.length).toBeGreaterThan(5)
  expect(errors.blocks[0]).toBe('2026-03-21 from 6 h UTC')
  for (const { over, under } of errors.partitions) {
    const lost = (name: string) => [...over[name]!, ...under[name]!].reduce((sum, value) => sum + value, 0)
    expect(lost('challenger')).toBeLessThan(0.8 * lost('champion'))
    expect(lost('pooled')).toBeGreaterThan(0)
  }
  const { manifest } = await manifestOf(artifacts, again)
  expect(keys(manifest.partitions)).toEqual(wanted)
  expect(manifest.partitions.map(({ verdict }) => verdict)).toEqual(['BETTER', 'BETTER'])
  expect(manifest.parent).toBe('departures/1')
})
