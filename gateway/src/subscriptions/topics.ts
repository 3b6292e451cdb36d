import type { EventDefinition } from '@headway/events/define-event'
import {
  gateDecided,
  promotionRequested,
  runFailed,
  runProgressed,
  runStarted,
  runSucceeded,
  runWaitingForApproval,
  versionProposed,
} from '@headway/events/pipelines'
import {
  aliasMoved,
  modelVersionApproved,
  modelVersionCreated,
  modelVersionRejected,
} from '@headway/events/registry'
import { rolloutCompleted, rolloutFailed, rolloutStarted } from '@headway/events/serving'

export type EventFields = Record<string, unknown>

/** An entity field of a message: where its present state is read in the graph; undefined where there is none. */
export type EntityLookup = (
  data: EventFields,
) => { field: string; argument: string; value: string } | undefined

/** One field of `Subscription`: which events it tells, and what a message has besides cursor, event, at and data. */
export type Topic = {
  events: readonly EventDefinition[]
  /** Narrows the replay of missed events; a subject that covers every event. */
  subject: string
  matches: (args: EventFields, data: EventFields) => boolean
  fields: Record<string, (data: EventFields) => unknown>
  entities: Record<string, EntityLookup>
  /** Events of which only the latest matters, told at most twice a second. */
  progress?: EventDefinition
}

const lookUp =
  (field: string, argument: string, key: string): EntityLookup =>
  (data) => {
    const value = data[key]
    return typeof value === 'string' ? { field, argument, value } : undefined
  }

export const topics: Record<string, Topic> = {
  runChanged: {
    events: [
      runStarted,
      runProgressed,
      gateDecided,
      versionProposed,
      runWaitingForApproval,
      promotionRequested,
      runSucceeded,
      runFailed,
    ],
    subject: 'pipelines.>',
    matches: (args, data) => data.run === args.id,
    fields: {},
    entities: { run: lookUp('pipelineRun', 'id', 'run') },
    progress: runProgressed,
  },
  modelVersionChanged: {
    events: [modelVersionCreated, modelVersionApproved, modelVersionRejected],
    subject: 'registry.model_version.>',
    matches: (args, data) => data.model === args.model,
    fields: {},
    entities: { version: lookUp('modelVersion', 'id', 'versionId') },
  },
  rolloutChanged: {
    events: [rolloutStarted, rolloutCompleted, rolloutFailed],
    subject: 'serving.rollout.>',
    matches: (args, data) => args.endpoint == null || data.endpoint === args.endpoint,
    fields: {},
    entities: { rollout: lookUp('rollout', 'id', 'rollout') },
  },
  aliasMoved: {
    events: [aliasMoved],
    subject: 'registry.alias.moved',
    matches: (args, data) => args.model == null || data.model === args.model,
    fields: { alias: (data) => data.alias, revision: (data) => data.revision },
    entities: {
      version: lookUp('modelVersion', 'id', 'versionId'),
      model: lookUp('model', 'name', 'model'),
    },
  },
}
