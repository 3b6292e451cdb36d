import type { Resolvers } from '../generated/graphql.ts'
import { Alias } from './alias.ts'
import { AliasMove } from './alias-move.ts'
import { Approval } from './approval.ts'
import { Artifact } from './artifact.ts'
import { AuditEvent } from './audit-event.ts'
import { CohortChange } from './cohort-change.ts'
import { CohortOutcome } from './cohort-outcome.ts'
import { DatasetVersion } from './dataset-version.ts'
import { Environment } from './environment.ts'
import { Model } from './model.ts'
import { ModelPartition } from './model-partition.ts'
import { ModelVersion } from './model-version.ts'
import { ModelVersionComparison } from './model-version-comparison.ts'
import { Mutation } from './mutation.ts'
import { PartitionGrid } from './partition-grid.ts'
import { PipelineRun } from './pipeline-run.ts'
import { Query } from './query.ts'
import { VersionGate } from './version-gate.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Model,
  ModelVersion,
  ModelVersionComparison,
  ModelPartition,
  VersionGate,
  Artifact,
  Environment,
  Alias,
  AliasMove,
  Approval,
  AuditEvent,
  CohortChange,
  CohortOutcome,
  PartitionGrid,
  PipelineRun,
  DatasetVersion,
}
