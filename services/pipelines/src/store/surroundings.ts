import type { Kysely, Transaction } from 'kysely'
import type { Run } from '../domain/run.ts'
import type { RolloutReport, Surroundings } from '../domain/waiting.ts'
import type { Database } from './database.ts'
import { getFreeze } from './freeze.ts'

const mostRows = 200

/** What events told about the run's model and endpoint. */
export async function readSurroundings(
  db: Kysely<Database>,
  run: Pick<Run, 'model' | 'endpoint'>,
): Promise<Surroundings> {
  const moves = [
    ...(await listMoves(db, run.model ?? '', 'champion')),
    ...(await listMoves(db, run.model ?? '', 'challenger')),
  ]
  const endpoint = await db
    .selectFrom('known_endpoint')
    .select('variants')
    .where('name', '=', run.endpoint ?? '')
    .executeTakeFirst()
  const reports = [
    ...(await listReports(db, run.endpoint ?? '', 'PRIMARY')),
    ...(await listReports(db, run.endpoint ?? '', 'CHALLENGER')),
  ]
  const freeze = await getFreeze(db)
  return {
    endpoint: run.endpoint,
    variants: endpoint ? (endpoint.variants as string[]) : null,
    moves: moves.map((row) => ({
      alias: row.alias,
      revision: row.revision,
      versionId: row.version_id,
      runId: row.run_id,
    })),
    reports: reports.map((row) => ({
      variant: row.variant,
      versionId: row.version_id,
      revision: row.revision,
      state: row.state as RolloutReport['state'],
      manifestDigest: row.manifest_digest,
      partitionCount: row.partition_count,
      code: row.code,
      reason: row.reason,
    })),
    frozen: freeze.frozen ? freeze.reason : null,
  }
}

/** The latest moves of an alias, oldest first: each alias counts its own revisions, and none may crowd out another. */
async function listMoves(db: Kysely<Database>, model: string, alias: string) {
  const rows = await db
    .selectFrom('alias_move')
    .select(['alias', 'revision', 'version_id', 'run_id'])
    .where('model', '=', model)
    .where('alias', '=', alias)
    .orderBy('revision', 'desc')
    .limit(mostRows)
    .execute()
  return rows.reverse()
}

/** The latest reports of a variant, oldest first. */
async function listReports(db: Kysely<Database>, endpoint: string, variant: string) {
  const rows = await db
    .selectFrom('rollout_report')
    .selectAll()
    .where('endpoint', '=', endpoint)
    .where('variant', '=', variant)
    .orderBy('revision', 'desc')
    .limit(mostRows)
    .execute()
  return rows.reverse()
}

/** The newest move of an alias, as far as events told; undefined before its first. */
export async function findAlias(db: Kysely<Database>, model: string, alias: string) {
  const row = await db
    .selectFrom('alias_move')
    .select(['version_id', 'manifest_digest', 'revision'])
    .where('model', '=', model)
    .where('alias', '=', alias)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { version: row.version_id, manifest: row.manifest_digest, revision: row.revision }
}

export async function saveAliasMove(
  tx: Transaction<Database>,
  move: {
    model: string
    alias: string
    revision: number
    versionId: string
    manifestDigest: string
    runId: string | null
    movedAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('alias_move')
    .values({
      model: move.model,
      alias: move.alias,
      revision: move.revision,
      version_id: move.versionId,
      manifest_digest: move.manifestDigest,
      run_id: move.runId,
      moved_at: move.movedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function saveRolloutReport(
  tx: Transaction<Database>,
  endpoint: string,
  report: RolloutReport,
  now: Date,
): Promise<void> {
  const values = {
    state: report.state,
    manifest_digest: report.manifestDigest,
    partition_count: report.partitionCount,
    code: report.code,
    reason: report.reason,
    reported_at: now,
  }
  await tx
    .insertInto('rollout_report')
    .values({
      endpoint,
      variant: report.variant,
      version_id: report.versionId,
      revision: report.revision,
      ...values,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'endpoint', 'variant', 'version_id', 'revision'])
        .doUpdateSet(values)
        // A rollout that was completed on a later try stays completed.
        .where('rollout_report.state', '<>', 'completed'),
    )
    .execute()
}

export async function saveEndpoint(
  tx: Transaction<Database>,
  endpoint: { name: string; model: string; variants: string[] },
): Promise<void> {
  const values = { model: endpoint.model, variants: JSON.stringify(endpoint.variants) }
  await tx
    .insertInto('known_endpoint')
    .values({ name: endpoint.name, ...values })
    .onConflict((conflict) => conflict.columns(['project_id', 'name']).doUpdateSet(values))
    .execute()
}
