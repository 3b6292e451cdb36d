import { openDatabase } from '@headway/kit/database'
import { testDatabase } from '@headway/testkit/test-database'
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../src/store/database.ts'
import { pageRollouts } from '../src/store/rollouts.ts'

const pages: [string, Parameters<typeof pageRollouts>[1], string][] = [
  ['all rollouts', {}, 'rollout_newest'],
  ['those of an endpoint', { endpoint: 'endpoint-7' }, 'rollout_of_endpoint'],
  ['those of a version', { versionId: 'model/7' }, 'rollout_of_version'],
]

test.for(pages)('a page of %s reads its index in order, without sorting', async ([, filter, index]) => {
  await using given = await testDatabase('serving')
  await using database = openDatabase<Database>(given)
  await database.pool.query(`
    insert into rollout (id, endpoint, variant, role, model, alias, version_id, revision, manifest_digest,
      state, created_at)
    select gen_random_uuid(), 'endpoint-' || n % 50, 'primary', 'PRIMARY', 'model', 'champion', 'model/' || n % 500,
      n, 'none', 'COMPLETED', now() - n * interval '1 second'
    from generate_series(1, 5000) n`)
  await database.pool.query('analyze rollout')
  const queries: CompiledQuery[] = []
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: ({ query }) => {
      queries.push(query)
    },
  })

  const first = await pageRollouts(db, filter, { first: 5 })
  await pageRollouts(db, filter, { first: 5, after: first.pageInfo.endCursor })

  expect(queries).toHaveLength(2)
  for (const query of queries) {
    const plan = await explain(database.pool, query)
    expect(plan).toContain(`using ${index} on rollout`)
    expect(plan).not.toMatch(/Sort|Filter/)
  }
})

/** The plan of a query; scanning and sorting it all are left out wherever an index does without. */
async function explain(
  pool: ReturnType<typeof openDatabase>['pool'],
  { sql, parameters }: CompiledQuery,
): Promise<string> {
  const client = await pool.connect()
  try {
    await client.query('set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off')
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters])
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  } finally {
    client.release(true)
  }
}
