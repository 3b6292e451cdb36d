import type { Kysely, Transaction } from 'kysely'
import type { Environment, Library } from '../domain/environment.ts'
import type { Database } from './database.ts'

export async function saveEnvironment(tx: Transaction<Database>, environment: Environment): Promise<void> {
  await tx
    .insertInto('environment')
    .values({
      digest: environment.digest,
      runtime: environment.runtime,
      platform: environment.platform,
      lockfile_digest: environment.lockfileDigest,
      libraries: JSON.stringify(environment.libraries),
      recorded_at: environment.recordedAt,
    })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
}

export async function loadEnvironments(
  db: Kysely<Database>,
  digests: readonly string[],
): Promise<(Environment | null)[]> {
  const rows = await db
    .selectFrom('environment')
    .selectAll()
    .where('digest', 'in', [...digests])
    .execute()
  const found = new Map(rows.map((row) => [row.digest, row]))
  return digests.map((digest) => {
    const row = found.get(digest)
    if (!row) return null
    return {
      digest,
      runtime: row.runtime,
      platform: row.platform,
      lockfileDigest: row.lockfile_digest,
      libraries: row.libraries as unknown as Library[],
      recordedAt: row.recorded_at,
    }
  })
}
