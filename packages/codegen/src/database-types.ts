import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { migrate } from '@headway/kit/migrate'
import { Kysely, PostgresDialect } from 'kysely'
import { PostgresDialect as CodegenDialect, generate } from 'kysely-codegen'
import pg from 'pg'
import type { GeneratedFile } from './graphql-types.ts'

/**
 * The table types of one service, for `src/store/database.ts`, read back from a database that has just been
 * migrated. `adminUrl` is a superuser's; the database made is dropped again. The kit's own tables are left out.
 * Undefined when the service has no migrations.
 */
export async function generateDatabaseTypes(
  name: string,
  folder: string,
  adminUrl: string,
): Promise<GeneratedFile | undefined> {
  const migrations = join(folder, 'src', 'store', 'migrations')
  if (!existsSync(migrations)) return undefined
  const database = `codegen_${name}_${process.pid}`
  await query(adminUrl, `create database ${database}`)
  try {
    const url = new URL(adminUrl)
    url.pathname = `/${database}`
    await migrate({ databaseUrl: url.href, schema: name, folder: pathToFileURL(`${migrations}/`) })
    const pool = new pg.Pool({ connectionString: url.href, max: 2 })
    // Dropping the database may reach a connection that is about to close; nobody waits for it any more.
    pool.on('error', () => undefined)
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    try {
      const content = await generate({
        db,
        dialect: new CodegenDialect(),
        defaultSchemas: [name],
        includePattern: `${name}.*`,
        excludePattern: `${name}.{outbox,inbox,dead_letter,migration*,kysely_migration*,kit_*}`,
        singularize: false,
        outFile: null,
        typeMapping: { int8: 'number', timestamptz: 'Date', date: 'string' },
      })
      return {
        path: join(folder, 'src', 'store', 'database.ts'),
        content: content.replace('export interface DB {', 'export interface Database {'),
      }
    } finally {
      await db.destroy()
    }
  } finally {
    await query(adminUrl, `drop database ${database} with (force)`)
  }
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
