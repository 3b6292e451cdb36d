import type { AuditEventResolvers } from '../generated/graphql.ts'
import { findModel } from '../store/models.ts'
import { loadAuditKey } from './load-required.ts'

export const AuditEvent: AuditEventResolvers = {
  model: async ({ model }, _, { db }) => {
    const found = await findModel(db, model)
    if (!found) throw new Error(`model ${model} is gone`)
    return found
  },
  key: ({ keyId }, _, context) => loadAuditKey(context, keyId),
}
