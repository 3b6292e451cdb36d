import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { PartitionRetraining, Retrained } from '../domain/choose-partitions.ts'
import type { Database } from './database.ts'

/** Lets one firing after the other choose partitions of a pipeline: each sees what those before it took. */
export async function lockPartitions(tx: Transaction<Database>, pipeline: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`partitions of ${pipeline}`}, 0))`.execute(tx)
}

/**
 * The newest retraining of each partition that had one. A run that was cancelled, or broke before its gate decided,
 * retrained nothing.
 */
export async function findRetrained(
  db: Kysely<Database>,
  pipeline: string,
  partitions: readonly string[],
): Promise<Map<string, Retrained>> {
  const { rows } = await sql<{ partition: string; data_time: Date; in_hand: boolean }>`
    select retraining.partition, max(data_time) as data_time,
      bool_or(run.state in ('RUNNING', 'WAITING_FOR_APPROVAL')) as in_hand
    from partition_retraining retraining
    join run on run.id = retraining.run_id
    where retraining.pipeline = ${pipeline} and retraining.partition = any(${[...partitions]}::text[])
      and run.state <> 'CANCELLED' and (run.state <> 'FAILED' or run.failure_code = 'GATE_FAILED')
    group by retraining.partition`.execute(db)
  return new Map(rows.map((row) => [row.partition, { dataTime: row.data_time, inHand: row.in_hand }]))
}

/** How many partitions the pipeline's triggers took for data of the same day (UTC). */
export async function countTakenThatDay(
  db: Kysely<Database>,
  pipeline: string,
  dataTime: Date,
): Promise<number> {
  const day = dataTime.toISOString().slice(0, 10)
  const row = await db
    .selectFrom('partition_retraining')
    .select(({ fn }) => fn.countAll<number>().as('taken'))
    .innerJoin('run', 'run.id', 'partition_retraining.run_id')
    .where('partition_retraining.pipeline', '=', pipeline)
    // What a person asked for is no trigger's.
    .where('run.trigger_name', 'is not', null)
    .where('data_time', '>=', new Date(`${day}T00:00:00Z`))
    .where('data_time', '<', new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000))
    .executeTakeFirstOrThrow()
  return Number(row.taken)
}

export async function insertRetrainings(
  tx: Transaction<Database>,
  run: { id: string; pipeline: string },
  partitions: readonly string[],
  dataTime: Date,
): Promise<void> {
  await sql`
    insert into partition_retraining (run_id, pipeline, partition, data_time)
    select ${run.id}::uuid, ${run.pipeline}, partition, ${dataTime}
    from unnest(${[...partitions]}::text[]) as chosen (partition)`.execute(tx)
}

/** Forgets that a run retrained these partitions. */
export async function removeRetrainings(
  tx: Transaction<Database>,
  runId: string,
  partitions: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('partition_retraining')
    .where('run_id', '=', runId)
    .where('partition', 'in', [...partitions])
    .execute()
}

export async function listRetrainings(
  db: Kysely<Database>,
  wanted: { pipeline: string; partition?: string | null | undefined },
  args: PageArguments,
): Promise<Page<PartitionRetraining>> {
  let query = db.selectFrom('partition_retraining').selectAll().where('pipeline', '=', wanted.pipeline)
  if (wanted.partition != null) query = query.where('partition', '=', wanted.partition)
  const found = await page(query, args, { by: ['data_time', 'partition', 'run_id'], direction: 'desc' })
  return mapPage(found, (row) => ({ partition: row.partition, runId: row.run_id, dataTime: row.data_time }))
}
