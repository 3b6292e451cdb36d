import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // In the order that pages of runs are read in, beginning with what they are filtered by.
  await sql`drop index run_newest`.execute(db)
  await sql`create index run_newest on run (created_at desc, id desc)`.execute(db)
  await sql`drop index run_of_pipeline`.execute(db)
  await sql`create index run_of_pipeline on run (pipeline, created_at desc, id desc)`.execute(db)
}
