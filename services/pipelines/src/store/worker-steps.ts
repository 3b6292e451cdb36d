import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'

export type WorkerStep = {
  uses: string
  codeVersion: string
  queues: string[]
  announcedAt: Date
}

/** Each step by the newest worker that announced it. */
function newest(db: Kysely<Database>) {
  return db
    .selectFrom('worker_step')
    .distinctOn('uses')
    .select(['uses', 'code_version', 'queues', 'announced_at'])
    .orderBy('uses')
    .orderBy('worker_started_at', 'desc')
}

export async function listWorkerSteps(db: Kysely<Database>, args: PageArguments): Promise<Page<WorkerStep>> {
  const query = db.selectFrom(newest(db).as('newest')).selectAll()
  const found = await page(query, args, { by: ['uses'] })
  return mapPage(found, (row) => ({
    uses: row.uses,
    codeVersion: row.code_version,
    queues: row.queues as string[],
    announcedAt: row.announced_at,
  }))
}

/** Every announced step with the code version that new tasks expect. */
export async function listCodeVersions(db: Kysely<Database>): Promise<Map<string, string>> {
  const rows = await newest(db).execute()
  return new Map(rows.map((row) => [row.uses, row.code_version]))
}

export async function saveAnnouncement(
  tx: Transaction<Database>,
  announcement: {
    worker: string
    startedAt: Date
    at: Date
    queues: string[]
    environmentDigest: string | null
    steps: readonly { uses: string; codeVersion: string }[]
  },
): Promise<void> {
  if (announcement.steps.length === 0) return
  await tx
    .insertInto('worker_step')
    .values(
      announcement.steps.map(({ uses, codeVersion }) => ({
        uses,
        worker: announcement.worker,
        code_version: codeVersion,
        queues: JSON.stringify(announcement.queues),
        environment_digest: announcement.environmentDigest,
        worker_started_at: announcement.startedAt,
        announced_at: announcement.at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['project_id', 'uses', 'worker']).doUpdateSet((excluded) => ({
        code_version: excluded.ref('excluded.code_version'),
        queues: excluded.ref('excluded.queues'),
        environment_digest: excluded.ref('excluded.environment_digest'),
        worker_started_at: excluded.ref('excluded.worker_started_at'),
        announced_at: excluded.ref('excluded.announced_at'),
      })),
    )
    .execute()
  // Workers come and go under new names; of those long gone, the newest of each step is kept.
  await sql`
    delete from worker_step old
    where announced_at < ${announcement.at}::timestamptz - interval '1 day'
      and exists (select from worker_step newer
                  where newer.uses = old.uses and newer.worker_started_at > old.worker_started_at)
  `.execute(tx)
}
