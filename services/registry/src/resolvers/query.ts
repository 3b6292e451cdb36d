import { checkDigest } from '@headway/artifacts/digest'
import { verifyAuditLog } from '../commands/verify-audit-log.ts'
import { writePartitionGrid } from '../commands/write-partition-grid.ts'
import { checkComparable } from '../domain/comparison.ts'
import { parsePartitionId } from '../domain/names.ts'
import type { QueryResolvers } from '../generated/graphql.ts'
import { findMoveAt } from '../store/aliases.ts'
import { listAuditEntries } from '../store/audit-entries.ts'
import { findCohortChange } from '../store/cohort-changes.ts'
import { countChanges } from '../store/comparisons.ts'
import { findVersion, getVersion, listWaitingVersions } from '../store/model-versions.ts'
import { findModel, getModel, listModels } from '../store/models.ts'
import { findPartition } from '../store/partition-reads.ts'
import { loadModel } from './load-required.ts'

export const Query: QueryResolvers = {
  model: async (_, { name }, { db }) => (await findModel(db, name)) ?? null,
  models: (_, args, { db }) => listModels(db, args),
  modelVersion: async (_, { id }, { db }) => (await findVersion(db, id)) ?? null,
  modelPartition: async (_, { id }, { db }) => {
    const parts = parsePartitionId(id)
    const version = parts && (await findVersion(db, parts.version))
    return (version && (await findPartition(db, version.ref, parts.key))) ?? null
  },
  waitingModelVersions: async (_, { model, ...args }, { db }) => {
    const ref = model == null ? undefined : (await getModel(db, model)).ref
    return listWaitingVersions(db, ref, args)
  },
  compareModelVersions: async (_, args, { db, loaders }) => {
    const from = await getVersion(db, args.from, 'from')
    const to = await getVersion(db, args.to, 'to')
    checkComparable(from, to)
    const model = await loaders.models.load(to.modelRef)
    const direction = model?.primaryMetric.direction ?? 'MINIMIZE'
    return { from, to, ...(await countChanges(db, from.ref, to.ref, direction)) }
  },
  cohortChange: async (_, { id }, { db }) => (isUuid(id) ? ((await findCohortChange(db, id)) ?? null) : null),
  partitionGrid: async (_, { version: id, metrics }, context) => {
    const version = await getVersion(context.db, id, 'version')
    const { primaryMetric } = await loadModel(context, version.modelRef)
    return writePartitionGrid(context, version, metrics ?? null, primaryMetric.name)
  },
  aliasAt: async (_, { model, name, time }, { db }) => {
    const found = await findModel(db, model)
    return (found && (await findMoveAt(db, found.ref, name, time))) ?? null
  },
  artifact: async (_, { digest }, { artifacts }) =>
    (await artifacts.has(checkDigest(digest))) ? { digest } : null,
  environment: (_, { digest }, { loaders }) => loaders.environments.load(digest),
  auditLog: async (_, { model, ...args }, { db }) =>
    listAuditEntries(db, (await getModel(db, model)).ref, args),
  verifyAuditLog: (_, { model }, context) => verifyAuditLog(context, model),
  auditKey: (_, { id }, { loaders }) => loaders.auditKeys.load(id),
}

/** Whether a text can be the id of a row; PostgreSQL refuses others. */
function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
}
