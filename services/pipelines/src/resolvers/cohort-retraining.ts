import { mapPage, pageOfArray } from '@headway/kit/pagination'
import type { RetrainPartitions } from '../commands/retrain-partitions.ts'
import { checkParameterObject } from '../commands/start-run.ts'
import type { Context } from '../context.ts'
import type { RetrainingOutcomeKind } from '../domain/cohort.ts'
import type { CohortRetrainingResolvers, RetrainPartitionsInput } from '../generated/graphql.ts'

export const CohortRetraining: CohortRetrainingResolvers = {
  base: ({ versionId }) => ({ id: versionId }),
  run: ({ runId }, _, { loaders }) => (runId === null ? null : loaders.runs.load(runId)),
  counts: ({ outcomes }) => {
    const count = (kind: RetrainingOutcomeKind) => outcomes.filter(({ outcome }) => outcome === kind).length
    return {
      chosen: outcomes.length,
      taken: count('TAKEN'),
      inHand: count('IN_HAND'),
      pinned: count('PINNED'),
      notFound: count('NOT_FOUND'),
    }
  },
  outcomes: ({ outcomes }, { outcome: kind, ...args }) => {
    const kept = kind ? outcomes.filter(({ outcome }) => outcome === kind) : outcomes
    return mapPage(
      pageOfArray(kept, args, ({ key }) => key),
      (outcome) => outcome,
    )
  },
}

/** What a person asks for, in the domain's words. */
export function readRetraining(
  input: RetrainPartitionsInput,
  { now }: Pick<Context, 'now'>,
): RetrainPartitions {
  const { keys, keyPrefix, verdict, changed, pinned, metric } = input.partitions
  return {
    request: {
      pipeline: input.pipeline,
      partitions: {
        keys: keys ?? null,
        keyPrefix: keyPrefix ?? null,
        verdict: verdict ?? null,
        changed: changed ?? null,
        pinned: pinned ?? null,
        metric: metric
          ? { name: metric.name ?? null, min: metric.min ?? null, max: metric.max ?? null }
          : null,
      },
      parameters: checkParameterObject(input.parameters ?? {}),
    },
    dataTime: input.dataTime ?? now(),
    idempotencyKey: input.idempotencyKey ?? null,
    dryRun: input.dryRun ?? false,
  }
}
