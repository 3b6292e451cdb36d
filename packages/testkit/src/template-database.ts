import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { migrate } from '@headway/kit/migrate'
import pg from 'pg'
import { adminQuery, withDatabase } from './admin-query.ts'

const kitMigrations = new URL('../../kit/src/migrations/', import.meta.url)

/**
 * The name of a migrated database to clone, made by the first who asks. Its name holds the digest of the
 * migrations, so a run that changes them does not meet an old one.
 */
export async function getTemplateDatabase(adminUrl: string, schema: string, folder: URL): Promise<string> {
  const name = `template_${schema}_${(await digestFolders([kitMigrations, folder])).slice(0, 12)}`
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    // Test files run in parallel: one makes it, the others wait.
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [
      name,
    ])
    if (rowCount === 0) {
      await client.query(`drop database if exists ${name}`)
      await client.query(`create database ${name}`)
      await migrate({ databaseUrl: withDatabase(adminUrl, name), schema, folder })
      // Marked last: a half-migrated one is never cloned.
      await adminQuery(adminUrl, `alter database ${name} is_template true`)
    }
    return name
  } finally {
    await client.end()
  }
}

async function digestFolders(folders: URL[]): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const names = existsSync(folder) ? (await readdir(folder)).toSorted() : []
    for (const name of names) hash.update(name).update(await readFile(new URL(name, folder)))
  }
  return hash.digest('hex')
}
