import { approveModelVersion } from '../commands/approve-model-version.ts'
import { changeCohort } from '../commands/change-cohort.ts'
import { changePartition } from '../commands/change-partition.ts'
import { createModelVersion } from '../commands/create-model-version.ts'
import { moveAlias } from '../commands/move-alias.ts'
import { registerModel } from '../commands/register-model.ts'
import { rejectModelVersion } from '../commands/reject-model-version.ts'
import { rollBackAlias } from '../commands/roll-back-alias.ts'
import { setApprovalPolicy } from '../commands/set-approval-policy.ts'
import type { MutationResolvers } from '../generated/graphql.ts'
import { readCohort } from './read-cohort.ts'
import { readDefinition } from './read-definition.ts'

export const Mutation: MutationResolvers = {
  registerModel: (_, { input }, context) =>
    registerModel(context, readDefinition(input), input.approvalPolicy ?? 'ALWAYS'),
  setApprovalPolicy: (_, { model, policy, reason }, context) =>
    setApprovalPolicy(context, model, policy, reason),
  createModelVersion: (_, { input }, context) =>
    createModelVersion(context, {
      model: input.model,
      parent: input.parent ?? null,
      manifestDigest: input.manifestDigest,
      idempotencyKey: input.idempotencyKey,
      requestedBy: context.actor.id,
      run: null,
      gate: null,
      environmentDigest: null,
      code: null,
      datasetVersions: null,
      metrics: null,
    }),
  approveModelVersion: (_, { id, reason }, context) => approveModelVersion(context, id, reason),
  rejectModelVersion: (_, { id, reason }, context) => rejectModelVersion(context, id, reason),
  moveAlias: (_, args, context) =>
    moveAlias(context, { ...args, expectedRevision: args.expectedRevision ?? null }),
  rollBackAlias: (_, args, context) =>
    rollBackAlias(context, { ...args, expectedRevision: args.expectedRevision ?? null }),
  pinPartition: (_, args, context) =>
    changePartition(context, 'PIN', { ...args, idempotencyKey: args.idempotencyKey ?? null }),
  unpinPartition: (_, args, context) =>
    changePartition(context, 'UNPIN', {
      ...args,
      fromVersion: null,
      idempotencyKey: args.idempotencyKey ?? null,
    }),
  pinPartitions: async (_, { input }, context) =>
    changeCohort(context, await readCohort(context, 'PIN', input)),
  unpinPartitions: async (_, { input }, context) =>
    changeCohort(context, await readCohort(context, 'UNPIN', input)),
  rollBackPartitions: async (_, { input }, context) =>
    changeCohort(context, await readCohort(context, 'ROLL_BACK', input)),
}
