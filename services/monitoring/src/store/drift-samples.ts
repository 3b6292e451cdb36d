import { type Kysely, sql } from 'kysely'
import type { DriftSample } from '../domain/drift-test.ts'
import type { FeatureSketch } from '../domain/feature-sketch.ts'
import type { TestWindow } from '../domain/window.ts'
import type { Database } from './database.ts'
import { earlierEvidence } from './drift-evidence.ts'
import { mergeNewest, sketchFromRow } from './feature-sketches.ts'
import { type ReferenceShape, unpackShape } from './reference-profiles.ts'

const partitionsPerRead = 500

/** What was logged of one partition in a window, its sketch over the newest reference beside that. */
export type PartitionSample = DriftSample & {
  count: number
  missing: Uint32Array
  far: Uint32Array
  reference: ReferenceShape
}

type Row = {
  partition: string
  window_start: Date
  reference_version_id: string
  row_count: number
  sketch: Buffer
  features: string
  shape: Buffer
  evidence_version_id: string | null
  window_starts: number[] | null
  evidence: Buffer | null
}

/** The windows of all partitions that lie in a test window, some partitions at a time; evidence before `since` is too old. */
export async function* readDriftSamples(
  db: Kysely<Database>,
  { endpoint, model }: { endpoint: string; model: string },
  window: TestWindow,
  { since, most }: { since: number; most: number },
): AsyncGenerator<PartitionSample[]> {
  const { rows } = await sql<{ partition: string }>`
    select distinct partition from feature_sketch
    where endpoint = ${endpoint} and window_start >= ${new Date(window.startMs)}
      and window_start < ${new Date(window.endMs)} order by partition`.execute(db)
  const featureLists = new Map<string, string[]>()
  for (let start = 0; start < rows.length; start += partitionsPerRead) {
    const partitions = rows.slice(start, start + partitionsPerRead).map(({ partition }) => partition)
    const found = await sql<Row>`
      select s.partition, s.window_start, s.reference_version_id, s.row_count, s.sketch,
        array_to_json(r.features)::text as features, r.shape,
        e.reference_version_id as evidence_version_id, e.window_starts, e.evidence
      from feature_sketch s
      join reference_profile r on r.model = ${model} and r.partition = s.partition
        and r.version_number = split_part(s.reference_version_id, '/', 2)::integer
      left join drift_evidence e on e.endpoint = s.endpoint and e.partition = s.partition
      where s.endpoint = ${endpoint} and s.window_start >= ${new Date(window.startMs)}
        and s.window_start < ${new Date(window.endMs)} and s.partition = any(${partitions}::text[])
      order by s.partition`.execute(db)
    yield samplesOf(found.rows, featureLists, { since, most })
  }
}

function samplesOf(
  rows: readonly Row[],
  featureLists: Map<string, string[]>,
  limits: { since: number; most: number },
): PartitionSample[] {
  const samples: PartitionSample[] = []
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const { partition } = rows[from] as Row
    while (rows[to]?.partition === partition) to++
    const group = rows.slice(from, to)
    const sketch = mergeNewest(group.map(sketchOf))
    const row = group.find((one) => one.reference_version_id === sketch.referenceVersionId) as Row
    const features = featureLists.get(row.features) ?? (JSON.parse(row.features) as string[])
    featureLists.set(row.features, features)
    samples.push({
      partition,
      referenceVersionId: sketch.referenceVersionId,
      features,
      count: sketch.count,
      counts: sketch.counts,
      sums: sketch.sums,
      missing: sketch.missing,
      far: sketch.far,
      reference: unpackShape(row.shape),
      earlier:
        row.evidence && row.window_starts && row.evidence_version_id === row.reference_version_id
          ? earlierEvidence(row.evidence, row.window_starts, features.length, limits)
          : undefined,
    })
  }
  return samples
}

function sketchOf(row: Row): FeatureSketch {
  const key = {
    partition: row.partition,
    referenceVersionId: row.reference_version_id,
    windowStartMs: row.window_start.getTime(),
  }
  return sketchFromRow(key, row)
}
