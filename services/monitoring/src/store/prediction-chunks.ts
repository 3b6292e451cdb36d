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
