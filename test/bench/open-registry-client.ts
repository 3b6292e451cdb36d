import type { Secrets } from '@headway/local/secrets'
import pg from 'pg'

/** A connection to the registry's own tables, for what is measured beside the registry. */
export async function openRegistryClient(
  secrets: Secrets,
  port: number,
): Promise<{ client: pg.Client } & AsyncDisposable> {
  const password = secrets.databasePasswords.registry ?? ''
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'registry', password, database: 'headway' })
  await client.connect()
  await client.query('set search_path = registry')
  return { client, [Symbol.asyncDispose]: () => client.end() }
}
