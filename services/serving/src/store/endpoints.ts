import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Endpoint, EndpointSpec, Variant } from '../domain/endpoint.ts'
import type { Engine } from '../domain/engine.ts'
import type { Database } from './database.ts'
import { listVariantsOf } from './variants.ts'

export async function findEndpoint(db: Kysely<Database>, name: string): Promise<Endpoint | undefined> {
  const [endpoint] = await listEndpointsNamed(db, [name])
  return endpoint
}

export async function listEndpointsNamed(
  db: Kysely<Database>,
  names: readonly string[],
): Promise<Endpoint[]> {
  const rows = await db.selectFrom('endpoint').selectAll().where('name', 'in', names).execute()
  const variants = Map.groupBy(await listVariantsOf(db, names), ({ endpoint }) => endpoint)
  return rows.map((row) => fromRow(row, variants.get(row.name) ?? []))
}

/** Endpoints by name; of one model or of all. */
export async function pageEndpoints(
  db: Kysely<Database>,
  model: string | null,
  args: PageArguments,
): Promise<Page<Endpoint>> {
  const query = db
    .selectFrom('endpoint')
    .selectAll()
    .$if(model !== null, (all) => all.where('model', '=', model))
  const found = await page(query, args, { by: ['name'] })
  const names = found.nodes.map(({ name }) => name)
  const variants = Map.groupBy(
    names.length === 0 ? [] : await listVariantsOf(db, names),
    ({ endpoint }) => endpoint,
  )
  return mapPage(found, (row) => fromRow(row, variants.get(row.name) ?? []))
}

export async function listEndpoints(db: Kysely<Database>): Promise<Endpoint[]> {
  const rows = await db.selectFrom('endpoint').selectAll().orderBy('name').execute()
  const variants = Map.groupBy(await listVariantsOf(db, null), ({ endpoint }) => endpoint)
  return rows.map((row) => fromRow(row, variants.get(row.name) ?? []))
}

/** False when an endpoint of that name is there already. */
export async function insertEndpoint(
  tx: Transaction<Database>,
  { name, model, logShare }: EndpointSpec,
  createdAt: Date,
  createdBy: string,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('endpoint')
    .values({ name, model, log_share: logShare, created_at: createdAt, created_by: createdBy })
    .onConflict((conflict) => conflict.doNothing())
    .returning('name')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function saveEngine(
  tx: Transaction<Database>,
  name: string,
  engine: Engine | null,
): Promise<void> {
  await tx.updateTable('endpoint').set({ engine }).where('name', '=', name).execute()
}

/** Its variants go with it; its rollouts stay as history. */
export async function removeEndpoint(tx: Transaction<Database>, name: string): Promise<void> {
  await tx.deleteFrom('endpoint').where('name', '=', name).execute()
}

function fromRow(row: Selectable<Database['endpoint']>, variants: Variant[]): Endpoint {
  return {
    name: row.name,
    model: row.model,
    logShare: row.log_share,
    engine: row.engine as Engine | null,
    createdAt: row.created_at,
    createdBy: row.created_by,
    variants,
  }
}
