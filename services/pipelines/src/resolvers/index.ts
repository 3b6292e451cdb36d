import type { Resolvers } from '../generated/graphql.ts'
import { CohortRetraining } from './cohort-retraining.ts'
import { Mutation } from './mutation.ts'
import { Pipeline, PipelineVersion } from './pipeline.ts'
import { PipelineRun } from './pipeline-run.ts'
import { PipelineTask } from './pipeline-task.ts'
import { Query } from './query.ts'
import { StepRun } from './step-run.ts'
import { PartitionRetraining, Trigger, TriggerFiring } from './trigger.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Pipeline,
  PipelineVersion,
  PipelineRun,
  StepRun,
  PipelineTask,
  Trigger,
  TriggerFiring,
  PartitionRetraining,
  CohortRetraining,
}
