import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'

/**
 * Gives every key of the model an ordinal, for good; new keys are numbered on from the last, in the order of the keys.
 * The model is locked by the caller.
 */
export async function ensurePartitions(
  tx: Transaction<Database>,
  modelRef: number,
  keys: readonly string[],
): Promise<Map<string, number>> {
  await sql`
    with added as (
      insert into partition (model_id, ordinal, key)
      select ${modelRef}, m.partition_count + row_number() over (order by k.key collate "C"), k.key
      from unnest(${keys}::text[]) as k (key) cross join model m
      where m.id = ${modelRef}
        and not exists (select from partition p where p.model_id = ${modelRef} and p.key = k.key)
      returning 1
    )
    update model set partition_count = partition_count + (select count(*) from added)
    where id = ${modelRef}`.execute(tx)
  return findOrdinals(tx, modelRef, keys)
}

export async function findOrdinals(
  db: Kysely<Database>,
  modelRef: number,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; ordinal: number }>`
    select p.key, p.ordinal
    from unnest(${keys}::text[]) as k (key) join partition p on p.model_id = ${modelRef} and p.key = k.key
  `.execute(db)
  return new Map(rows.map(({ key, ordinal }) => [key, ordinal]))
}
