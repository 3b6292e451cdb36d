import { champion } from '../domain/alias.ts'
import type { ModelResolvers } from '../generated/graphql.ts'
import { findAlias, listAliases } from '../store/aliases.ts'
import { listAuditEntries } from '../store/audit-entries.ts'
import { listVersions } from '../store/model-versions.ts'
import { findModel } from '../store/models.ts'

export const Model: ModelResolvers = {
  __resolveReference: async ({ name }, { db }) => (await findModel(db, name)) ?? null,
  champion: async (model, _, { db, loaders }) => {
    const alias = await findAlias(db, model.ref, champion)
    return alias ? loaders.versions.load(alias.versionRef) : null
  },
  alias: async (model, { name }, { db }) => (await findAlias(db, model.ref, name)) ?? null,
  aliases: (model, args, { db }) => listAliases(db, model.ref, args),
  versions: (model, { state, ...args }, { db }) =>
    listVersions(db, { modelRef: model.ref, state: state ?? null }, args),
  auditLog: (model, args, { db }) => listAuditEntries(db, model.ref, args),
}
