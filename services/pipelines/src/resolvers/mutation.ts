import { cancelRun } from '../commands/cancel-run.ts'
import { changeFreeze } from '../commands/change-freeze.ts'
import { predictBatch } from '../commands/predict-batch.ts'
import { registerPipeline } from '../commands/register-pipeline.ts'
import { retrainPartitions } from '../commands/retrain-partitions.ts'
import { deleteTrigger, setTrigger } from '../commands/set-trigger.ts'
import { startRunByHand } from '../commands/start-run.ts'
import type { MutationResolvers } from '../generated/graphql.ts'
import { readRetraining } from './cohort-retraining.ts'

export const Mutation: MutationResolvers = {
  registerPipeline: (_, { input }, context) => registerPipeline(context, input),
  startRun: (_, { input }, context) => startRunByHand(context, input),
  retrainPartitions: (_, { input }, context) => retrainPartitions(context, readRetraining(input, context)),
  cancelRun: (_, { id, reason }, context) => cancelRun(context, id, reason ?? null),
  predictBatch: (_, { input }, context) =>
    predictBatch(context, {
      model: input.model,
      alias: input.alias ?? 'champion',
      rows: input.rows ?? null,
      dataset: input.dataset ?? null,
      rowsPerTask: input.rowsPerTask ?? 200_000,
      idempotencyKey: input.idempotencyKey,
    }),
  freeze: (_, { reason }, context) => changeFreeze(context, { frozen: true, reason }),
  unfreeze: (_, { reason }, context) => changeFreeze(context, { frozen: false, reason }),
  setTrigger: (_, { input }, context) =>
    setTrigger(context, {
      name: input.name,
      pipeline: input.pipeline,
      cron: input.cron ?? null,
      event: input.event ?? null,
      filter: input.filter ?? null,
      parameters: input.parameters ?? {},
      partitionsFrom: input.partitionsFrom ?? null,
      coolDownHours: input.coolDownHours ?? null,
      dailyPartitionBudget: input.dailyPartitionBudget ?? null,
      enabled: input.enabled ?? true,
    }),
  deleteTrigger: (_, { name }, context) => deleteTrigger(context, name),
}
