import type { ChangeCohort } from '../commands/change-cohort.ts'
import type { Context } from '../context.ts'
import type { CohortAction } from '../domain/cohort.ts'
import type { CohortInput } from '../generated/graphql.ts'
import { getModel } from '../store/models.ts'
import { readFilter } from './partition-arguments.ts'

/** What is asked of a cohort, in the domain's words. */
export async function readCohort(
  { db }: Pick<Context, 'db'>,
  action: CohortAction,
  input: CohortInput,
): Promise<ChangeCohort> {
  const { primaryMetric } = await getModel(db, input.model)
  return {
    request: {
      action,
      model: input.model,
      partitions: readFilter(input.partitions, primaryMetric),
      fromVersion: input.fromVersion ?? null,
    },
    reason: input.reason,
    idempotencyKey: input.idempotencyKey ?? null,
    dryRun: input.dryRun ?? false,
  }
}
