import type { Kysely, Selectable, Transaction } from 'kysely'
import type { AliasedVersion, Variant, VariantRole } from '../domain/endpoint.ts'
import type { Database } from './database.ts'

/** The variants of some endpoints, or of all, each endpoint's primary one first. */
export async function listVariantsOf(
  db: Kysely<Database>,
  endpoints: readonly string[] | null,
): Promise<Variant[]> {
  const rows = await db
    .selectFrom('variant')
    .selectAll()
    .$if(endpoints !== null, (all) => all.where('endpoint', 'in', endpoints ?? []))
    .orderBy('endpoint')
    .orderBy('position')
    .execute()
  return rows.map(fromRow)
}

/** The variants that follow an alias, locked. */
export async function lockFollowers(
  tx: Transaction<Database>,
  model: string,
  alias: string,
): Promise<Variant[]> {
  const rows = await tx
    .selectFrom('variant')
    .selectAll()
    .where('model', '=', model)
    .where('alias', '=', alias)
    .orderBy('endpoint')
    .orderBy('name')
    .forUpdate()
    .execute()
  return rows.map(fromRow)
}

export async function listVariantsServing(
  db: Kysely<Database>,
  versionIds: readonly string[],
): Promise<Variant[]> {
  const rows = await db
    .selectFrom('variant')
    .selectAll()
    .where('live_version_id', 'in', versionIds)
    .orderBy('endpoint')
    .orderBy('position')
    .execute()
  return rows.map(fromRow)
}

export async function insertVariants(tx: Transaction<Database>, variants: readonly Variant[]): Promise<void> {
  const rows = variants.map(({ endpoint, name, role, model, alias, weight, desired }, position) => ({
    endpoint,
    name,
    role,
    model,
    alias,
    weight,
    position,
    desired_version_id: desired?.versionId ?? null,
    desired_revision: desired?.revision ?? null,
    desired_manifest_digest: desired?.manifestDigest ?? null,
  }))
  await tx.insertInto('variant').values(rows).execute()
}

export async function setWeight(
  tx: Transaction<Database>,
  endpoint: string,
  name: string,
  weight: number,
): Promise<void> {
  await tx
    .updateTable('variant')
    .set({ weight })
    .where('endpoint', '=', endpoint)
    .where('name', '=', name)
    .execute()
}

export async function setDesired(
  tx: Transaction<Database>,
  { endpoint, name }: Pick<Variant, 'endpoint' | 'name'>,
  desired: AliasedVersion,
): Promise<void> {
  await tx
    .updateTable('variant')
    .set({
      desired_version_id: desired.versionId,
      desired_revision: desired.revision,
      desired_manifest_digest: desired.manifestDigest,
    })
    .where('endpoint', '=', endpoint)
    .where('name', '=', name)
    .execute()
}

export async function setLive(
  tx: Transaction<Database>,
  endpoint: string,
  name: string,
  live: NonNullable<Variant['live']>,
): Promise<void> {
  await tx
    .updateTable('variant')
    .set({
      live_version_id: live.versionId,
      live_revision: live.revision,
      live_manifest_digest: live.manifestDigest,
      live_partition_count: live.partitionCount,
      live_since: live.since,
    })
    .where('endpoint', '=', endpoint)
    .where('name', '=', name)
    .execute()
}

function fromRow(row: Selectable<Database['variant']>): Variant {
  const desired = versionOf(row.desired_version_id, row.desired_revision, row.desired_manifest_digest)
  const live = versionOf(row.live_version_id, row.live_revision, row.live_manifest_digest)
  return {
    endpoint: row.endpoint,
    name: row.name,
    role: row.role as VariantRole,
    model: row.model,
    alias: row.alias,
    weight: row.weight,
    desired,
    live: live && {
      ...live,
      partitionCount: row.live_partition_count ?? 0,
      since: row.live_since ?? new Date(0),
    },
  }
}

function versionOf(
  versionId: string | null,
  revision: number | null,
  manifestDigest: string | null,
): AliasedVersion | null {
  if (versionId === null || revision === null || manifestDigest === null) return null
  return { versionId, revision, manifestDigest }
}
