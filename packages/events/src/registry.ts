import { z } from 'zod'
import { defineEvent } from './define-event.ts'
import { count, digest, instant, revision, runId, versionId } from './shapes.ts'

const modelVersion = {
  versionId,
  model: z.string(),
  number: z.number().int().positive(),
  parent: versionId.nullable(),
  run: runId.nullable(),
  manifestDigest: digest.describe('the full manifest: every partition of the version'),
  partitionCount: count,
  changedCount: count.describe('partitions whose artifact differs from the parent'),
  requestedBy: z.string().describe('the person who asked for the version'),
}

export const modelVersionCreated = defineEvent(
  'registry.model_version.created',
  'A model version exists. It waits for a decision unless the approval policy decides at once.',
  z.object({ ...modelVersion, needsApproval: z.boolean(), exceptions: z.array(z.string()) }),
)

export const modelVersionApproved = defineEvent(
  'registry.model_version.approved',
  'A model version may go live. When the champion had moved since its parent, `versionId` is the rebased version and `rebasedFrom` the one that was approved.',
  z.object({
    ...modelVersion,
    decidedBy: z.string().describe('a person, or `policy`'),
    reason: z.string(),
    rebasedFrom: versionId.nullable(),
    conflicts: z
      .array(z.string())
      .describe('canonical keys changed on both sides; they keep the champion and need the gate again'),
  }),
)

export const modelVersionRejected = defineEvent(
  'registry.model_version.rejected',
  'A model version was refused: by a person, or because what was proposed is not valid.',
  z.object({
    versionId: versionId.nullable(),
    model: z.string(),
    run: runId.nullable(),
    decidedBy: z.string(),
    reason: z.string(),
    code: z.string().nullable(),
  }),
)

export const aliasMoved = defineEvent(
  'registry.alias.moved',
  'An alias names another version.',
  z.object({
    model: z.string(),
    alias: z.string(),
    versionId,
    previousVersionId: versionId.nullable(),
    revision,
    manifestDigest: digest,
    movedBy: z.string(),
    movedAt: instant,
    reason: z.string(),
    run: runId.nullable(),
  }),
)

export const promotionRejected = defineEvent(
  'registry.promotion.rejected',
  'A requested promotion was refused.',
  z.object({
    run: runId,
    model: z.string(),
    alias: z.string(),
    versionId,
    code: z.string(),
    reason: z.string(),
  }),
)

export const auditHeadSigned = defineEvent(
  'registry.audit.head_signed',
  "The newest entry of a model's audit chain, signed, so that a later change of the log can be proven.",
  z.object({
    model: z.string(),
    sequence: z.number().int().positive(),
    hash: digest,
    signature: z.string(),
    keyId: z.string(),
  }),
)

export const registryEvents = [
  modelVersionCreated,
  modelVersionApproved,
  modelVersionRejected,
  aliasMoved,
  promotionRejected,
  auditHeadSigned,
]
