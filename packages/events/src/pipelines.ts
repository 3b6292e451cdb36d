import { z } from 'zod'
import { defineEvent } from './define-event.ts'
import { count, datasetVersionId, digest, revision, runId, versionId } from './shapes.ts'

const run = {
  run: runId,
  pipeline: z.string(),
  pipelineVersion: z.number().int().positive(),
  requestedBy: z.string().describe('the person who started the run or owns its trigger'),
}

export const runStarted = defineEvent('pipelines.run.started', 'A run began.', z.object(run))

export const runProgressed = defineEvent(
  'pipelines.run.progressed',
  'Tasks of a run ended; at most two a second for each run.',
  z.object({
    ...run,
    step: z.string(),
    stepState: z.string(),
    tasksDone: count,
    tasksTotal: count,
  }),
)

export const runWaitingForApproval = defineEvent(
  'pipelines.run.waiting_for_approval',
  'A run waits for a person to decide on its version.',
  z.object({ ...run, versionId }),
)

export const runSucceeded = defineEvent(
  'pipelines.run.succeeded',
  'A run did all its steps.',
  z.object({ ...run, versionId: versionId.nullable() }),
)

export const runFailed = defineEvent(
  'pipelines.run.failed',
  'A run ended without doing all its steps: failed, cancelled or rejected.',
  z.object({
    ...run,
    state: z.enum(['failed', 'cancelled', 'rejected']),
    step: z.string().nullable(),
    code: z.string(),
    reason: z.string(),
  }),
)

export const gateSummary = z.object({
  better: count,
  nonInferior: count,
  worse: count,
  tooLittleData: count,
  fleetPassed: z.boolean(),
  verdictsDigest: digest.describe('verdict per partition'),
})

export const gateDecided = defineEvent(
  'pipelines.gate.decided',
  'The gate compared challenger, champion and baseline in every partition.',
  z.object({ ...run, model: z.string(), summary: gateSummary }),
)

export const versionProposed = defineEvent(
  'pipelines.version.proposed',
  'Asks the registry to create a model version; answered by registry.model_version.created or .rejected.',
  z.object({
    ...run,
    model: z.string(),
    parent: versionId.nullable().describe('the champion that the changed partitions were compared with'),
    manifestDigest: digest.describe('manifest of the changed partitions only'),
    changedCount: count,
    datasetVersions: z.array(datasetVersionId),
    environmentDigest: digest.nullable(),
    code: z.string().describe('digest of the code that trained'),
    gate: gateSummary.nullable(),
    metrics: z.record(z.string(), z.number()),
  }),
)

export const promotionRequested = defineEvent(
  'pipelines.promotion.requested',
  'Asks the registry to move an alias; answered by registry.alias.moved or registry.promotion.rejected.',
  z.object({
    ...run,
    model: z.string(),
    alias: z.string(),
    versionId,
    expectedRevision: revision.nullable(),
    reason: z.string(),
  }),
)

export const freezeChanged = defineEvent(
  'pipelines.freeze.changed',
  'All retraining and promotion was frozen or released.',
  z.object({ frozen: z.boolean(), reason: z.string(), changedBy: z.string() }),
)

export const pipelinesEvents = [
  runStarted,
  runProgressed,
  runWaitingForApproval,
  runSucceeded,
  runFailed,
  gateDecided,
  versionProposed,
  promotionRequested,
  freezeChanged,
]
