import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { adminQuery, withDatabase } from './admin-query.ts'
import { track } from './left-open.ts'
import { repositoryRoot } from './repository-root.ts'
import { getTemplateDatabase } from './template-database.ts'
import { until } from './until.ts'

/** A migrated database of the test's own; `schema` is where the service's tables are. */
export type TestDatabase = { url: string; schema: string } & AsyncDisposable

/**
 * Clones the migrated database of a service (`registry`); `migrations` names another folder than the service's.
 * Disposing of it drops it, and fails when somebody is still connected: a pool was left open.
 */
export async function testDatabase(
  service: string,
  options: { migrations?: URL } = {},
): Promise<TestDatabase> {
  const adminUrl = inject('postgresUrl')
  const folder = options.migrations ?? new URL(`services/${service}/src/store/migrations/`, repositoryRoot)
  const template = await getTemplateDatabase(adminUrl, service, folder)
  const name = `test_${service}_${randomBytes(6).toString('hex')}`
  await adminQuery(adminUrl, `create database ${name} template ${template}`)
  const tracked = track(`database of ${service}`, async () => {
    const leaks = await countConnections(adminUrl, name)
    await adminQuery(adminUrl, `drop database ${name} with (force)`)
    if (leaks > 0) throw new Error(`${leaks} connections to the test's ${service} database were left open`)
  })
  return { url: withDatabase(adminUrl, name), schema: service, ...tracked }
}

/** How many stay connected for seconds; a connection that was just closed lives on for some milliseconds. */
async function countConnections(adminUrl: string, name: string): Promise<number> {
  let count = 0
  const isFree = async () => {
    const text = 'select count(*)::int as count from pg_stat_activity where datname = $1'
    count = (await adminQuery<{ count: number }>(adminUrl, text, [name]))[0]?.count ?? 0
    return count === 0
  }
  await until(isFree, { timeoutMs: 5000 }).catch(() => undefined)
  return count
}
