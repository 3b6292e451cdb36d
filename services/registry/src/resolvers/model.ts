import { champion } from '../domain/alias.ts'
import type { ModelResolvers } from '../generated/graphql.ts'
import { listAliases } from '../store/aliases.ts'
import { listAuditEntries } from '../store/audit-entries.ts'
import { listVersions } from '../store/model-versions.ts'

export const Model: ModelResolvers = {
  __resolveReference: ({ name }, { loaders }) => loaders.modelsByName.load(name),
  champion: async (model, _, { loaders }) => {
    const alias = await loaders.aliases.load({ modelRef: model.ref, name: champion })
    return alias ? loaders.versions.load(alias.versionRef) : null
  },
  alias: ({ ref: modelRef }, { name }, { loaders }) => loaders.aliases.load({ modelRef, name }),
  aliases: (model, args, { db }) => listAliases(db, model.ref, args),
  versions: (model, { state, ...args }, { db }) =>
    listVersions(db, { modelRef: model.ref, state: state ?? null }, args),
  auditLog: (model, args, { db }) => listAuditEntries(db, model.ref, args),
}
