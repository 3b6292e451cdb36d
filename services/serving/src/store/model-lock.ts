import { sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'

/** Orders everything that ties aliases of a model to endpoints: a new endpoint misses no move that commits beside it. */
export async function lockModel(tx: Transaction<Database>, model: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('serving/' || current_schema() || '/' || ${model}, 0))`.execute(
    tx,
  )
}
