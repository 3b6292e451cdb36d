import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Variant, VariantRole } from '../domain/endpoint.ts'
import type { Rollout, RolloutFailure, RolloutState } from '../domain/rollout.ts'
import type { Database } from './database.ts'

export async function listRolloutsById(db: Kysely<Database>, ids: readonly string[]): Promise<Rollout[]> {
  const rows = await db.selectFrom('rollout').selectAll().where('id', 'in', ids).execute()
  return rows.map(fromRow)
}

/** Rollouts, newest first, of an endpoint, of a version, or of all. */
export async function pageRollouts(
  db: Kysely<Database>,
  filter: { endpoint?: string | null; versionId?: string | null },
  args: PageArguments,
): Promise<Page<Rollout>> {
  const query = db
    .selectFrom('rollout')
    .selectAll()
    .$if(filter.endpoint != null, (all) => all.where('endpoint', '=', filter.endpoint ?? ''))
    .$if(filter.versionId != null, (all) => all.where('version_id', '=', filter.versionId ?? ''))
  return mapPage(await page(query, args, { by: ['created_at', 'id'], direction: 'desc' }), fromRow)
}

/** The rollout of what each variant desires now, by `<endpoint>/<variant>`. */
export async function listDesiredRollouts(db: Kysely<Database>): Promise<Map<string, Rollout>> {
  const rows = await db
    .selectFrom('rollout')
    .innerJoin('variant', (join) =>
      join
        .onRef('variant.endpoint', '=', 'rollout.endpoint')
        .onRef('variant.name', '=', 'rollout.variant')
        .onRef('variant.desired_revision', '=', 'rollout.revision')
        .onRef('variant.desired_version_id', '=', 'rollout.version_id'),
    )
    .selectAll('rollout')
    .orderBy('rollout.created_at')
    .execute()
  return new Map(rows.map((row) => [`${row.endpoint}/${row.variant}`, fromRow(row)]))
}

/** The latest rollout of what a variant desires. */
export async function findRolloutOf(db: Kysely<Database>, variant: Variant): Promise<Rollout | undefined> {
  const row = await db
    .selectFrom('rollout')
    .selectAll()
    .where('endpoint', '=', variant.endpoint)
    .where('variant', '=', variant.name)
    .where('revision', '=', variant.desired?.revision ?? -1)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function lockRollout(tx: Transaction<Database>, id: string): Promise<Rollout | undefined> {
  const row = await tx.selectFrom('rollout').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function insertRollout(tx: Transaction<Database>, rollout: Rollout): Promise<void> {
  await tx
    .insertInto('rollout')
    .values({
      id: rollout.id,
      endpoint: rollout.endpoint,
      variant: rollout.variant,
      role: rollout.role,
      model: rollout.model,
      alias: rollout.alias,
      version_id: rollout.versionId,
      previous_version_id: rollout.previousVersionId,
      revision: rollout.revision,
      manifest_digest: rollout.manifestDigest,
      state: rollout.state,
      created_at: rollout.createdAt,
    })
    .execute()
}

export async function supersedeOpenRollouts(
  tx: Transaction<Database>,
  endpoint: string,
  variant: string | null,
  endedAt: Date,
): Promise<void> {
  await tx
    .updateTable('rollout')
    .set({ state: 'SUPERSEDED', ended_at: endedAt })
    .where('endpoint', '=', endpoint)
    .where('state', 'in', ['PENDING', 'LOADING', 'SWAPPING'])
    .$if(variant !== null, (all) => all.where('variant', '=', variant ?? ''))
    .execute()
}

export async function setRolloutLoading(
  tx: Transaction<Database>,
  id: string,
  partitionCount: number,
  startedAt: Date,
): Promise<void> {
  await tx
    .updateTable('rollout')
    .set({ state: 'LOADING', partition_count: partitionCount, started_at: startedAt })
    .where('id', '=', id)
    .execute()
}

export async function setRolloutSwapping(
  tx: Transaction<Database>,
  id: string,
  partitionCount: number,
): Promise<void> {
  await tx
    .updateTable('rollout')
    .set({ state: 'SWAPPING', partition_count: partitionCount })
    .where('id', '=', id)
    .execute()
}

export async function endRollout(
  tx: Transaction<Database>,
  id: string,
  state: Extract<RolloutState, 'COMPLETED' | 'FAILED'>,
  endedAt: Date,
  failure: RolloutFailure | null,
): Promise<void> {
  await tx
    .updateTable('rollout')
    .set({
      state,
      ended_at: endedAt,
      failure_code: failure?.code ?? null,
      failure_reason: failure?.reason ?? null,
      failure_partition: failure?.partition ?? null,
    })
    .where('id', '=', id)
    .execute()
}

function fromRow(row: Selectable<Database['rollout']>): Rollout {
  return {
    id: row.id,
    endpoint: row.endpoint,
    variant: row.variant,
    role: row.role as VariantRole,
    model: row.model,
    alias: row.alias,
    versionId: row.version_id,
    previousVersionId: row.previous_version_id,
    revision: row.revision,
    manifestDigest: row.manifest_digest,
    state: row.state as RolloutState,
    partitionCount: row.partition_count,
    failure:
      row.failure_code === null
        ? null
        : {
            code: row.failure_code,
            reason: row.failure_reason ?? '',
            partition: row.failure_partition,
          },
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }
}
