import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serializeManifest } from '@headway/artifacts/manifest'
import type { ArtifactStore } from '@headway/artifacts/store'
import { outcomeObserved } from '@headway/events/outcome'
import { aliasMoved } from '@headway/events/registry'
import { endpointCreated, predictionLogged } from '@headway/events/serving'
import { normalQuantile } from '@headway/statistics/normal-distribution'
import { seededRandom } from '@headway/statistics/seeded-random'
import { literal } from '@headway/tables/quote'
import { openTables } from '@headway/tables/tables'
import type { TestEvents } from '@headway/testkit/test-events'

const dayMs = 86_400_000
export const firstDay = Date.UTC(2026, 2, 30)
const sha = 'a'.repeat(64)
const features = ['delay', 'gap']

/** What is strange about one partition on one day. */
export type Strange = {
  /** Standard deviations that its features are shifted by. */
  shift?: number
  /** By how many times its errors are larger. */
  error?: number
  /** Seconds that the clock of its outcomes is ahead. */
  clockAhead?: number
  /** Share of rows without a delay. */
  missing?: number
  /** Whether it is silent. */
  silent?: boolean
}

export const partitionNames = (count: number) =>
  Array.from({ length: count }, (_, at) => `R${at % 6}/0/S${at}`)

async function parquet(store: ArtifactStore, rows: readonly object[], select: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'headway-fleet-'))
  try {
    await using tables = await openTables({ memoryLimit: '256MB', threads: 1 })
    const text = join(folder, 'rows.json')
    await writeFile(text, rows.map((row) => JSON.stringify(row)).join('\n'))
    const path = join(folder, 'rows.parquet')
    await tables.copyToParquet(
      `select ${select} from read_json(${literal(text)}, format = 'newline_delimited')`,
      path,
    )
    return (await store.putFile(path)).digest
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** An endpoint whose champion has profiles of normal features and a mean absolute error of 20 at the gate. */
export async function startFleet(
  events: TestEvents,
  store: ArtifactStore,
  partitions: readonly string[],
  version = 1,
): Promise<void> {
  const edges = Array.from({ length: 15 }, (_, i) => [`e${i + 1}`, normalQuantile(1 - (i + 1) / 16)])
  const counts = Array.from({ length: 16 }, (_, i) => [`c${i}`, 64])
  const profile = await parquet(
    store,
    partitions.flatMap((key) =>
      features.map((feature) => ({
        ...{ key, feature, n: 1024, mean: 0, sd: 1, min: -4, max: 4, icc: 0.01, days: 28 },
        ...Object.fromEntries([...edges, ...counts]),
      })),
    ),
    '*',
  )
  const slot = { pack: sha, offset: 0, length: 1, sha256: sha }
  const { digest } = await store.put(
    serializeManifest({
      format: 'headway.manifest/1',
      model: 'departures',
      parent: null,
      complete: true,
      version: `departures/${version}`,
      profiles: [profile],
      partitions: partitions.map((name) => ({
        key: name.split('/'),
        ...slot,
        metrics: { mae: 20, mae_daily_sd: 3, mae_blocks: 7, n: 420 },
      })),
      modelDefinition: {
        partitionedBy: ['route_id', 'direction_id', 'stop_id'],
        signature: {
          inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 2] }],
          features,
          outputs: [{ name: 'p50', datatype: 'FP32', shape: [-1] }],
        },
        baseline: [],
      },
    }),
  )
  if (version === 1) {
    await events.publish(endpointCreated, {
      endpoint: 'departures',
      model: 'departures',
      variants: [{ name: 'primary', role: 'PRIMARY', alias: 'champion' }],
      createdBy: 'operator',
    })
  }
  await events.publish(aliasMoved, {
    model: 'departures',
    alias: 'champion',
    versionId: `departures/${version}`,
    previousVersionId: version === 1 ? null : `departures/${version - 1}`,
    revision: version,
    manifestDigest: digest,
    movedBy: 'operator',
    movedAt: new Date(firstDay).toISOString(),
    reason: 'first',
    run: null,
  })
}

/** Logs a day of predictions for every partition and tells their outcomes, some of them strange. */
export async function liveDay(
  events: TestEvents,
  store: ArtifactStore,
  partitions: readonly string[],
  day: number,
  strange: ReadonlyMap<string, Strange> = new Map(),
  rowsPerPartition = 40,
): Promise<void> {
  const random = seededRandom(1000 + day)
  const normal = () => normalQuantile(random() || 0.5)
  const predictions: object[] = []
  const outcomes: object[] = []
  for (const partition of partitions) {
    const odd = strange.get(partition) ?? {}
    if (odd.silent) continue
    const level = 20 * Math.exp(0.08 * normal()) * (odd.error ?? 1)
    for (let row = 0; row < rowsPerPartition; row++) {
      const at = firstDay + day * dayMs + Math.floor((row / rowsPerPartition) * (dayMs - 7_200_000))
      const subject = `${partition}@${at}`
      const delay = random() < (odd.missing ?? 0) ? null : normal() + (odd.shift ?? 0)
      predictions.push({ subject, at, partition, delay, gap: normal() + (odd.shift ?? 0) })
      // A normal error with this mean absolute value.
      const value = 100 + level * 1.2533 * normal()
      const observed = at + 600_000
      const received = observed + 5000 + 10_000 * random()
      outcomes.push({ subject, observed: observed + 1000 * (odd.clockAhead ?? 0), received, value })
    }
  }
  const chunkDigest = await parquet(
    store,
    predictions,
    `subject as subject_id, make_timestamp_ms("at"::bigint) as predicted_at, 'departures/1' as version_id,
     1::integer as revision, partition, 'exact' as source, delay::float as "feature_delay", gap::float as "feature_gap",
     100::float as "output_p50"`,
  )
  const times = { firstAt: new Date(firstDay).toISOString(), lastAt: new Date(firstDay).toISOString() }
  await events.publish(predictionLogged, {
    endpoint: 'departures',
    model: 'departures',
    chunkDigest,
    rowCount: predictions.length,
    ...times,
  })
  await events.publish(outcomeObserved, {
    endpoint: 'departures',
    chunkDigest: await parquet(
      store,
      outcomes,
      `subject as subject_id, make_timestamp_ms(observed::bigint) as observed_at,
       make_timestamp_ms(received::bigint) as received_at, value::double as value`,
    ),
  })
}
