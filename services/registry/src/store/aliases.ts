import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { AliasMove, AliasMoveKind } from '../domain/alias.ts'
import type { AliasMove as AliasMoveTable, Database } from './database.ts'

/** The last move of an alias: what it names now. */
export async function findAlias(
  db: Kysely<Database>,
  modelRef: number,
  name: string,
): Promise<AliasMove | undefined> {
  const row = await currentMoves(db)
    .where('model_id', '=', modelRef)
    .where('alias', '=', name)
    .executeTakeFirst()
  return row && moveFromRow(row)
}

/** Aliases by model and name, in the order asked. */
export async function loadAliases(
  db: Kysely<Database>,
  wanted: readonly { modelRef: number; name: string }[],
): Promise<(AliasMove | null)[]> {
  const rows = await currentMoves(db)
    .where(
      sql<boolean>`(model_id, alias) in (
        select * from unnest(${wanted.map(({ modelRef }) => modelRef)}::integer[],
          ${wanted.map(({ name }) => name)}::text[]))`,
    )
    .execute()
  const found = new Map(rows.map((row) => [`${row.model_id}@${row.alias}`, moveFromRow(row)]))
  return wanted.map(({ modelRef, name }) => found.get(`${modelRef}@${name}`) ?? null)
}

export async function findMove(
  db: Kysely<Database>,
  modelRef: number,
  alias: string,
  revision: number,
): Promise<AliasMove | undefined> {
  const row = await db
    .selectFrom('alias_move')
    .selectAll()
    .where('model_id', '=', modelRef)
    .where('alias', '=', alias)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return row && moveFromRow(row)
}

/** The last move of an alias that a run asked for. */
export async function findMoveOfRun(
  db: Kysely<Database>,
  modelRef: number,
  alias: string,
  run: string,
): Promise<AliasMove | undefined> {
  const row = await db
    .selectFrom('alias_move')
    .selectAll()
    .where('model_id', '=', modelRef)
    .where('alias', '=', alias)
    .where('run', '=', run)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && moveFromRow(row)
}

/** The last move made at or before a moment. */
export async function findMoveAt(
  db: Kysely<Database>,
  modelRef: number,
  alias: string,
  time: Date,
): Promise<AliasMove | undefined> {
  const row = await db
    .selectFrom('alias_move')
    .selectAll()
    .where('model_id', '=', modelRef)
    .where('alias', '=', alias)
    .where('moved_at', '<=', time)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && moveFromRow(row)
}

export async function listAliases(db: Kysely<Database>, modelRef: number, args: PageArguments) {
  const query = currentMoves(db).where('model_id', '=', modelRef)
  return mapPage(await page(query, args, { by: ['alias'] }), moveFromRow)
}

/** The aliases that name each version now, by name, at most 100 of each. */
export async function loadAliasesOfVersions(
  db: Kysely<Database>,
  versionRefs: readonly number[],
): Promise<AliasMove[][]> {
  const rows = await currentMoves(db)
    .where('version_id', 'in', [...versionRefs])
    .orderBy('alias')
    .execute()
  const found = Map.groupBy(rows, (row) => row.version_id)
  return versionRefs.map((ref) => (found.get(ref) ?? []).slice(0, 100).map(moveFromRow))
}

export async function listMoves(db: Kysely<Database>, modelRef: number, alias: string, args: PageArguments) {
  const query = db
    .selectFrom('alias_move')
    .selectAll()
    .where('model_id', '=', modelRef)
    .where('alias', '=', alias)
  return mapPage(await page(query, args, { by: ['revision'], direction: 'desc' }), moveFromRow)
}

/** Records a move and makes it what the alias names. The model is locked by the caller. */
export async function insertMove(tx: Transaction<Database>, move: AliasMove): Promise<void> {
  await tx
    .insertInto('alias_move')
    .values({
      model_id: move.modelRef,
      alias: move.alias,
      revision: move.revision,
      kind: move.kind,
      version_id: move.versionRef,
      previous_version_id: move.previousVersionRef,
      back_revision: move.backRevision,
      moved_at: move.movedAt,
      moved_by: move.movedBy,
      reason: move.reason,
      run: move.run,
    })
    .execute()
  await tx
    .insertInto('alias')
    .values({
      model_id: move.modelRef,
      name: move.alias,
      revision: move.revision,
      version_id: move.versionRef,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['model_id', 'name'])
        .doUpdateSet({ revision: move.revision, version_id: move.versionRef }),
    )
    .execute()
}

function currentMoves(db: Kysely<Database>) {
  const joined = db
    .selectFrom('alias as a')
    .innerJoin('alias_move as am', (join) =>
      join
        .onRef('am.model_id', '=', 'a.model_id')
        .onRef('am.alias', '=', 'a.name')
        .on(sql<boolean>`am.revision = a.revision`),
    )
    .selectAll('am')
  return db.selectFrom(joined.as('current')).selectAll()
}

function moveFromRow(row: Selectable<AliasMoveTable>): AliasMove {
  return {
    modelRef: row.model_id,
    alias: row.alias,
    kind: row.kind as AliasMoveKind,
    versionRef: row.version_id,
    previousVersionRef: row.previous_version_id,
    revision: row.revision,
    backRevision: row.back_revision,
    movedAt: row.moved_at,
    movedBy: row.moved_by,
    reason: row.reason,
    run: row.run,
  }
}
