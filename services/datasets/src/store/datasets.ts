import { DomainError } from '@headway/kit/errors'
import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { type Dataset, type Declaration, plain } from '../domain/dataset.ts'
import type { Database, Dataset as DatasetTable } from './database.ts'

export async function findDataset(db: Kysely<Database>, name: string): Promise<Dataset | undefined> {
  const [dataset] = await loadDatasets(db, [name])
  return dataset ?? undefined
}

export async function getDataset(db: Kysely<Database>, name: string): Promise<Dataset> {
  return (await findDataset(db, name)) ?? notFound(name)
}

/** Locks the dataset: its versions are numbered one at a time. */
export async function lockDataset(tx: Transaction<Database>, name: string): Promise<Dataset> {
  const row = await tx
    .selectFrom('dataset')
    .selectAll()
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
  return row ? fromRow(row) : notFound(name)
}

export async function loadDatasets(
  db: Kysely<Database>,
  names: readonly string[],
): Promise<(Dataset | null)[]> {
  const rows = await db
    .selectFrom('dataset')
    .selectAll()
    .where('name', 'in', [...names])
    .execute()
  const byName = new Map(rows.map((row) => [row.name, fromRow(row)]))
  return names.map((name) => byName.get(name) ?? null)
}

export async function listDatasets(db: Kysely<Database>, args: PageArguments) {
  return mapPage(await page(db.selectFrom('dataset').selectAll(), args, { by: ['name'] }), fromRow)
}

/** Inserts the dataset; undefined when the name is taken. */
export async function insertDataset(
  tx: Transaction<Database>,
  declaration: Declaration,
  created: { at: Date; by: string },
): Promise<Dataset | undefined> {
  const row = await tx
    .insertInto('dataset')
    .values({
      name: declaration.name,
      declaration: JSON.stringify(plain(declaration)),
      revision: 1,
      created_at: created.at,
      created_by: created.by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function saveDataset(tx: Transaction<Database>, dataset: Dataset): Promise<void> {
  await tx
    .updateTable('dataset')
    .set({ declaration: JSON.stringify(plain(dataset)), revision: dataset.revision })
    .where('name', '=', dataset.name)
    .execute()
}

function fromRow(row: Selectable<DatasetTable>): Dataset {
  return {
    ...plain(row.declaration as unknown as Declaration),
    revision: row.revision,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}

function notFound(name: string): never {
  throw new DomainError('NOT_FOUND', `dataset ${name} does not exist`, { field: 'dataset', value: name })
}
