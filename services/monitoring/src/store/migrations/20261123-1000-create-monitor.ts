import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('monitor')
    .addColumn('project_id', 'text', (c) => c.notNull().defaultTo('default'))
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('output', 'text')
    .addColumn('live_version_id', 'text')
    .addColumn('live_revision', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('window_minutes', 'integer', (c) => c.notNull())
    .addColumn('outcome_within_hours', 'integer', (c) => c.notNull())
    .addColumn('prediction_count', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('outcome_count', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('monitor_pkey', ['project_id', 'endpoint'])
    .execute()

  await db.schema
    .createTable('live_version')
    .addColumn('project_id', 'text', (c) => c.notNull().defaultTo('default'))
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('version_id', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('manifest_digest', 'text', (c) => c.notNull())
    .addColumn('outputs', sql`text[]`, (c) => c.notNull())
    .addPrimaryKeyConstraint('live_version_pkey', ['project_id', 'model'])
    .execute()

  await db.schema
    .createTable('reference_profile')
    .addColumn('project_id', 'text', (c) => c.notNull().defaultTo('default'))
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('partition', 'text', (c) => c.notNull())
    .addColumn('version_id', 'text', (c) => c.notNull())
    .addColumn('version_number', 'integer', (c) => c.notNull())
    .addColumn('row_count', 'bigint', (c) => c.notNull())
    .addColumn('features', sql`text[]`, (c) => c.notNull())
    .addColumn('means', sql`float8[]`, (c) => c.notNull())
    .addColumn('deviations', sql`float8[]`, (c) => c.notNull())
    .addColumn('edges', sql`float8[]`, (c) => c.notNull())
    .addColumn('counts', sql`bigint[]`, (c) => c.notNull())
    .addPrimaryKeyConstraint('reference_profile_pkey', ['project_id', 'model', 'partition', 'version_number'])
    .execute()

  await db.schema
    .createTable('gate_error')
    .addColumn('project_id', 'text', (c) => c.notNull().defaultTo('default'))
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('version_id', 'text', (c) => c.notNull())
    .addColumn('partition', 'text', (c) => c.notNull())
    .addColumn('mean_absolute_error', 'float8', (c) => c.notNull())
    .addPrimaryKeyConstraint('gate_error_pkey', ['project_id', 'model', 'version_id', 'partition'])
    .execute()
}
