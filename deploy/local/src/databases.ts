import pg from 'pg'
import { type ServiceName, serviceNames } from './service-names.ts'

const database = 'headway'

/**
 * Makes what the services need in PostgreSQL and sets their passwords: one database, and for each service a
 * role that may enter its own schema only. Returns each service's connection URL. Safe to repeat.
 */
export async function prepareDatabases(
  adminUrl: string,
  passwords: Record<string, string>,
): Promise<Record<ServiceName, string>> {
  await withClient(adminUrl, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) await client.query(`create database ${database}`)
  })
  const inDatabase = new URL(adminUrl)
  inDatabase.pathname = `/${database}`
  await withClient(inDatabase.href, async (client) => {
    await client.query('revoke all on schema public from public')
    for (const service of serviceNames) {
      const role = pg.escapeIdentifier(service)
      const found = await client.query('select 1 from pg_roles where rolname = $1', [service])
      if (found.rowCount === 0) await client.query(`create role ${role}`)
      await client.query(`alter role ${role} login password ${pg.escapeLiteral(passwords[service] ?? '')}`)
      await client.query(`create schema if not exists ${role} authorization ${role}`)
    }
  })
  const urlOf = (service: ServiceName) => {
    const url = new URL(inDatabase)
    url.username = service
    url.password = passwords[service] ?? ''
    return url.href
  }
  return Object.fromEntries(serviceNames.map((service) => [service, urlOf(service)])) as Record<
    ServiceName,
    string
  >
}

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await use(client)
  } finally {
    await client.end()
  }
}
