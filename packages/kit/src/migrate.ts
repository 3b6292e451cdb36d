import { promises as fs } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Kysely, sql } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import pg from 'pg'
import { connectionOptions, openDatabase } from './database.ts'

export type MigrateOptions = {
  databaseUrl: string
  schema: string
  /** The service's own migrations; without it only kit's tables are made. */
  folder?: URL | undefined
  onMigrated?: (name: string) => void
}

/**
 * Brings a schema up to date: kit's tables, then the service's. Processes that start together do it one after
 * the other. A database that is ahead of this release is left as it is, so that the previous release still starts.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { databaseUrl, schema, folder, onMigrated } = options
  const lock = new pg.Client(connectionOptions(databaseUrl, schema))
  // Its query rejects; an event that nobody hears would end the process.
  lock.on('error', () => undefined)
  await lock.connect()
  try {
    await lock.query(`select pg_advisory_lock(hashtext('headway migrate'), hashtext($1))`, [schema])
    await createSchema(lock, schema)
    await using database = openDatabase<Record<string, never>>({
      url: databaseUrl,
      schema,
      maxConnections: 2,
    })
    await migrateFolder(database.db, schema, new URL('./migrations/', import.meta.url), 'kit_', onMigrated)
    if (folder) await migrateFolder(database.db, schema, folder, '', onMigrated)
  } finally {
    await lock.end()
  }
}

async function createSchema(client: pg.Client, schema: string): Promise<void> {
  // `if not exists` would need the right to create schemas even where the schema is there.
  const found = await client.query('select 1 from pg_namespace where nspname = $1', [schema])
  if (found.rowCount === 0) await client.query(`create schema ${client.escapeIdentifier(schema)}`)
}

async function migrateFolder(
  db: Kysely<Record<string, never>>,
  schema: string,
  folder: URL,
  prefix: string,
  onMigrated?: (name: string) => void,
): Promise<void> {
  const migrationTableName = `${prefix}migration`
  const provider = new FileMigrationProvider({
    fs,
    path,
    migrationFolder: fileURLToPath(folder),
    import: (file) => import(pathToFileURL(file).href),
  })
  const known = Object.keys(await provider.getMigrations())
  const done = await listDone(db, migrationTableName)
  if (known.every((name) => done.has(name))) return
  const migrator = new Migrator({
    db,
    provider,
    migrationTableName,
    migrationLockTableName: `${prefix}migration_lock`,
    migrationTableSchema: schema,
    allowUnorderedMigrations: true,
  })
  const { error, results } = await migrator.migrateToLatest()
  for (const result of results ?? []) {
    if (result.status === 'Success') onMigrated?.(result.migrationName)
  }
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName
    throw new Error(`migration ${failed ?? 'run'} of schema ${schema} failed: ${String(error)}`, {
      cause: error,
    })
  }
}

async function listDone(db: Kysely<Record<string, never>>, table: string): Promise<Set<string>> {
  const exists = await sql<{ found: string | null }>`select to_regclass(${table})::text as found`.execute(db)
  if (!exists.rows[0]?.found) return new Set()
  const done = await sql<{ name: string }>`select name from ${sql.table(table)}`.execute(db)
  return new Set(done.rows.map((row) => row.name))
}
