import { aliasId, parseAliasId } from '../domain/names.ts'
import type { AliasResolvers } from '../generated/graphql.ts'
import { findAlias, listMoves } from '../store/aliases.ts'
import { findModel } from '../store/models.ts'
import { loadModel, loadVersion } from './load-required.ts'

export const Alias: AliasResolvers = {
  __resolveReference: async ({ id }, { db }) => {
    const parts = parseAliasId(id)
    const model = parts && (await findModel(db, parts.model))
    return (model && (await findAlias(db, model.ref, parts.name))) ?? null
  },
  id: async ({ modelRef, alias }, _, context) => aliasId((await loadModel(context, modelRef)).name, alias),
  model: ({ modelRef }, _, context) => loadModel(context, modelRef),
  name: ({ alias }) => alias,
  version: ({ versionRef }, _, context) => loadVersion(context, versionRef),
  history: ({ modelRef, alias }, args, { db }) => listMoves(db, modelRef, alias, args),
}
