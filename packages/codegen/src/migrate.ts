import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'

/** Runs every migration of a folder in a schema of an empty database. */
export async function migrate(options: { url: string; schema: string; migrations: string }): Promise<void> {
  const pool = new pg.Pool({
    connectionString: options.url,
    options: `-c search_path=${options.schema}`,
  })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await sql`create schema ${sql.id(options.schema)}`.execute(db)
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => readMigrations(options.migrations) },
    })
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
  } finally {
    await db.destroy()
  }
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).toSorted()
  const entries = names.map(async (name) => {
    const module: Migration = await import(pathToFileURL(join(folder, name)).href)
    return [name.slice(0, -3), module] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}
