import { DomainError } from '@headway/kit/errors'
import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type {
  ApprovalPolicy,
  BaselineOutput,
  MetricDirection,
  Model,
  ModelDefinition,
  Signature,
} from '../domain/model.ts'
import type { Database, Model as ModelTable } from './database.ts'

export async function findModel(db: Kysely<Database>, name: string): Promise<Model | undefined> {
  const row = await db.selectFrom('model').selectAll().where('name', '=', name).executeTakeFirst()
  return row && modelFromRow(row)
}

export async function getModel(db: Kysely<Database>, name: string): Promise<Model> {
  return (await findModel(db, name)) ?? notFound(name)
}

/** Locks the model: everything that changes a model or its versions, aliases and audit log is done one at a time. */
export async function lockModel(tx: Transaction<Database>, name: string): Promise<Model> {
  const row = await tx.selectFrom('model').selectAll().where('name', '=', name).forUpdate().executeTakeFirst()
  return row ? modelFromRow(row) : notFound(name)
}

export async function loadModels(db: Kysely<Database>, refs: readonly number[]): Promise<(Model | null)[]> {
  const rows = await db
    .selectFrom('model')
    .selectAll()
    .where('id', 'in', [...refs])
    .execute()
  const models = new Map(rows.map((row) => [row.id, modelFromRow(row)]))
  return refs.map((ref) => models.get(ref) ?? null)
}

export async function loadModelsByName(
  db: Kysely<Database>,
  names: readonly string[],
): Promise<(Model | null)[]> {
  const rows = await db
    .selectFrom('model')
    .selectAll()
    .where('name', 'in', [...names])
    .execute()
  const models = new Map(rows.map((row) => [row.name, modelFromRow(row)]))
  return names.map((name) => models.get(name) ?? null)
}

export async function listModels(db: Kysely<Database>, args: PageArguments) {
  return mapPage(await page(db.selectFrom('model').selectAll(), args, { by: ['name'] }), modelFromRow)
}

/** Inserts the model; undefined when the name is taken. */
export async function insertModel(
  tx: Transaction<Database>,
  definition: ModelDefinition,
  created: { approvalPolicy: ApprovalPolicy; at: Date; by: string },
): Promise<Model | undefined> {
  const row = await tx
    .insertInto('model')
    .values({
      name: definition.name,
      description: definition.description,
      owner: definition.owner,
      partitioned_by: definition.partitionedBy,
      signature: JSON.stringify(definition.signature),
      primary_metric: definition.primaryMetric.name,
      primary_metric_direction: definition.primaryMetric.direction,
      baseline: JSON.stringify(definition.baseline),
      approval_policy: created.approvalPolicy,
      created_at: created.at,
      created_by: created.by,
    })
    .onConflict((conflict) => conflict.columns(['project_id', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && modelFromRow(row)
}

export async function saveApprovalPolicy(
  tx: Transaction<Database>,
  ref: number,
  policy: ApprovalPolicy,
): Promise<void> {
  await tx.updateTable('model').set({ approval_policy: policy }).where('id', '=', ref).execute()
}

function modelFromRow(row: Selectable<ModelTable>): Model {
  return {
    ref: row.id,
    name: row.name,
    description: row.description,
    owner: row.owner,
    partitionedBy: row.partitioned_by,
    signature: row.signature as unknown as Signature,
    primaryMetric: { name: row.primary_metric, direction: row.primary_metric_direction as MetricDirection },
    baseline: row.baseline as unknown as BaselineOutput[],
    approvalPolicy: row.approval_policy as ApprovalPolicy,
    createdAt: row.created_at,
    createdBy: row.created_by,
    partitionCount: row.partition_count,
  }
}

function notFound(name: string): never {
  throw new DomainError('NOT_FOUND', `there is no model ${name}`, { field: 'model', value: name })
}
