import type { Transaction } from 'kysely'
import type { Database } from './database.ts'

/** Notes a chunk; false where it was noted before. */
export async function insertChunk(
  tx: Transaction<Database>,
  chunk: { endpoint: string; chunkDigest: string; rowCount: number; receivedAt: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('prediction_chunk')
    .values({
      endpoint: chunk.endpoint,
      digest: chunk.chunkDigest,
      row_count: chunk.rowCount,
      received_at: chunk.receivedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Digests of the chunks of an endpoint that arrived since a time. */
export async function listChunks(
  tx: Transaction<Database>,
  endpoint: string,
  since: Date,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('prediction_chunk')
    .select('digest')
    .where('endpoint', '=', endpoint)
    .where('received_at', '>=', since)
    .execute()
  return rows.map(({ digest }) => digest)
}
