import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table variant drop constraint variant_role_check`.execute(db)
  await sql`
    alter table variant add constraint variant_role_check
    check (role in ('PRIMARY', 'CHALLENGER', 'CANARY', 'SHADOW'))`.execute(db)
  await sql`alter table variant add column weight double precision check (weight between 0 and 1)`.execute(db)
}
