import { sql, type Transaction } from 'kysely'
import type { PartitionContent } from '../domain/model-partition.ts'
import type { PartitionState, PartitionTriple } from '../domain/rebase.ts'
import type { Database } from './database.ts'

type NumberedPartition = PartitionContent & { key: string; ordinal: number }

type Target = { ref: number; modelRef: number }

/** Writes the partitions that a version brings itself. */
export async function insertPartitions(
  tx: Transaction<Database>,
  target: Target,
  partitions: readonly NumberedPartition[],
): Promise<void> {
  const column = <Value>(read: (partition: NumberedPartition) => Value) => partitions.map(read)
  await sql`
    insert into model_version_partition
      (model_id, version_id, introduced_in, ordinal, key, sha256, pack, pack_offset, length, verdict, reason, metrics,
       primary_metric, trained_rows, run, pinned)
    select ${target.modelRef}, ${target.ref}, ${target.ref}, ordinal, key, decode(sha256, 'hex'), decode(pack, 'hex'),
      pack_offset, length, verdict, reason, metrics::jsonb, primary_metric, trained_rows, run, false
    from unnest(
      ${column(({ ordinal }) => ordinal)}::integer[],
      ${column(({ key }) => key)}::text[],
      ${column(({ sha256 }) => sha256)}::text[],
      ${column(({ pack }) => pack)}::text[],
      ${column(({ offset }) => offset)}::bigint[],
      ${column(({ length }) => length)}::integer[],
      ${column(({ verdict }) => verdict)}::text[],
      ${column(({ reason }) => reason)}::text[],
      ${column(({ metrics }) => JSON.stringify(metrics))}::text[],
      ${column(({ primaryMetric }) => primaryMetric)}::double precision[],
      ${column(({ trainedRows }) => trainedRows)}::bigint[],
      ${column(({ run }) => run)}::text[]
    ) as p (ordinal, key, sha256, pack, pack_offset, length, verdict, reason, metrics, primary_metric, trained_rows, run)
  `.execute(tx)
}

/** Copies every partition of a version into another one, except some, with where each came from. */
export async function inheritPartitions(
  tx: Transaction<Database>,
  from: number,
  target: Target,
  except: readonly number[],
): Promise<void> {
  await sql`
    insert into model_version_partition
      (model_id, version_id, introduced_in, ordinal, key, sha256, pack, pack_offset, length, verdict, reason, metrics,
       primary_metric, trained_rows, run, pinned)
    select model_id, ${target.ref}, introduced_in, ordinal, key, sha256, pack, pack_offset, length, verdict, reason,
      metrics, primary_metric, trained_rows, run, pinned
    from model_version_partition
    where version_id = ${from} and ordinal not in (select unnest(${except}::integer[]))`.execute(tx)
}

/**
 * Copies some partitions of one version into another that is derived from `base`. Where the artifact is the one that
 * `base` has, it is not a change; `pinned` null keeps the mark as it is.
 */
export async function takePartitions(
  tx: Transaction<Database>,
  from: number,
  target: Target & { base: number },
  ordinals: readonly number[],
  pinned: boolean | null,
): Promise<void> {
  await sql`
    insert into model_version_partition
      (model_id, version_id, introduced_in, ordinal, key, sha256, pack, pack_offset, length, verdict, reason, metrics,
       primary_metric, trained_rows, run, pinned)
    select f.model_id, ${target.ref}, case when b.sha256 = f.sha256 then b.introduced_in else ${target.ref} end,
      f.ordinal, f.key, f.sha256, f.pack, f.pack_offset, f.length, f.verdict, f.reason, f.metrics, f.primary_metric,
      f.trained_rows, f.run, coalesce(${pinned}::boolean, f.pinned)
    from model_version_partition f
    left join model_version_partition b on b.version_id = ${target.base} and b.ordinal = f.ordinal
    where f.version_id = ${from} and f.ordinal = any (${ordinals}::integer[])`.execute(tx)
}

/** The artifact and pin of every partition of a version, by ordinal. */
export async function readPartitionStates(
  tx: Transaction<Database>,
  versionRef: number,
): Promise<Map<number, PartitionState>> {
  const { rows } = await sql<PartitionState & { ordinal: number }>`
    select ordinal, encode(sha256, 'hex') as sha256, pinned
    from model_version_partition where version_id = ${versionRef}`.execute(tx)
  return new Map(rows.map(({ ordinal, sha256, pinned }) => [ordinal, { sha256, pinned }]))
}

/** Every partition in which a version differs from its parent, with what the champion has there. */
export async function listRebaseTriples(
  tx: Transaction<Database>,
  version: number,
  parent: number | null,
  champion: number,
): Promise<PartitionTriple[]> {
  const { rows } = await sql<TripleRow>`
    select coalesce(v.ordinal, b.ordinal) as ordinal, coalesce(v.key, b.key) as key,
      encode(v.sha256, 'hex') as v_sha256, v.pinned as v_pinned,
      encode(b.sha256, 'hex') as b_sha256, b.pinned as b_pinned,
      encode(c.sha256, 'hex') as c_sha256, c.pinned as c_pinned
    from (select * from model_version_partition where version_id = ${version}) v
    full join (select * from model_version_partition where version_id = ${parent}) b on b.ordinal = v.ordinal
    left join model_version_partition c
      on c.version_id = ${champion} and c.ordinal = coalesce(v.ordinal, b.ordinal)
    where v.sha256 is distinct from b.sha256 or v.pinned is distinct from b.pinned
    order by 2`.execute(tx)
  return rows.map((row) => ({
    ordinal: row.ordinal,
    key: row.key,
    version: state(row.v_sha256, row.v_pinned),
    parent: state(row.b_sha256, row.b_pinned),
    champion: state(row.c_sha256, row.c_pinned),
  }))
}

type TripleRow = {
  ordinal: number
  key: string
  v_sha256: string | null
  v_pinned: boolean | null
  b_sha256: string | null
  b_pinned: boolean | null
  c_sha256: string | null
  c_pinned: boolean | null
}

function state(sha256: string | null, pinned: boolean | null) {
  return sha256 === null ? null : { sha256, pinned: pinned ?? false }
}
