import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('prediction_chunk')
    .addColumn('project_id', 'text', (c) => c.notNull().defaultTo('default'))
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('row_count', 'integer', (c) => c.notNull())
    .addColumn('received_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('prediction_chunk_pkey', ['project_id', 'endpoint', 'digest'])
    .execute()
  await db.schema
    .createIndex('prediction_chunk_received')
    .on('prediction_chunk')
    .columns(['project_id', 'endpoint', 'received_at'])
    .execute()

  await db.schema
    .createTable('feature_window')
    .addColumn('project_id', 'text', (c) => c.notNull().defaultTo('default'))
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('partition', 'text', (c) => c.notNull())
    .addColumn('reference_version_id', 'text', (c) => c.notNull())
    .addColumn('window_start', 'timestamptz', (c) => c.notNull())
    .addColumn('row_count', 'bigint', (c) => c.notNull())
    .addColumn('sums', sql`float8[]`, (c) => c.notNull())
    .addColumn('counts', sql`bigint[]`, (c) => c.notNull())
    .addPrimaryKeyConstraint('feature_window_pkey', [
      'project_id',
      'endpoint',
      'partition',
      'window_start',
      'reference_version_id',
    ])
    .execute()

  await db.schema
    .createTable('performance_window')
    .addColumn('project_id', 'text', (c) => c.notNull().defaultTo('default'))
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('partition', 'text', (c) => c.notNull())
    .addColumn('version_id', 'text', (c) => c.notNull())
    .addColumn('window_start', 'timestamptz', (c) => c.notNull())
    .addColumn('row_count', 'bigint', (c) => c.notNull())
    .addColumn('absolute_error', 'float8', (c) => c.notNull())
    .addColumn('signed_error', 'float8', (c) => c.notNull())
    .addColumn('squared_error', 'float8', (c) => c.notNull())
    .addColumn('fallback_count', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('performance_window_pkey', [
      'project_id',
      'endpoint',
      'window_start',
      'partition',
      'version_id',
    ])
    .execute()
  await sql`create index performance_window_worst on performance_window
    (project_id, endpoint, window_start desc, absolute_error desc, partition, version_id)`.execute(db)

  await db.schema
    .createTable('waiting_outcome')
    .addColumn('project_id', 'text', (c) => c.notNull().defaultTo('default'))
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'text', (c) => c.notNull())
    .addColumn('observed_at', 'timestamptz', (c) => c.notNull())
    .addColumn('value', 'float8', (c) => c.notNull())
    .addColumn('received_at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('waiting_outcome_pkey', ['project_id', 'endpoint', 'subject_id'])
    .execute()
}
