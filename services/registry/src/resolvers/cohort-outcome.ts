import type { CohortOutcome as Outcome } from '../domain/cohort.ts'
import type { CohortOutcomeResolvers } from '../generated/graphql.ts'
import { loadVersion } from './load-required.ts'

/** An outcome, and the version among whose partitions it was chosen. */
export type CohortOutcomeOf = Outcome & { baseRef: number }

export const CohortOutcome: CohortOutcomeResolvers = {
  partition: ({ baseRef, key }, _, { loaders }) => loaders.partitions.load({ versionRef: baseRef, key }),
  source: ({ sourceRef }, _, context) => (sourceRef === null ? null : loadVersion(context, sourceRef)),
}
