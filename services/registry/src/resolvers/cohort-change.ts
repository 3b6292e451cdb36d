import { mapPage, pageOfArray } from '@headway/kit/pagination'
import type { CohortOutcomeKind } from '../domain/cohort.ts'
import type { CohortChangeResolvers } from '../generated/graphql.ts'
import { loadVersion } from './load-required.ts'

export const CohortChange: CohortChangeResolvers = {
  dryRun: ({ id }) => id === null,
  base: ({ baseRef }, _, context) => loadVersion(context, baseRef),
  version: ({ versionRef }, _, context) => (versionRef === null ? null : loadVersion(context, versionRef)),
  counts: ({ outcomes }) => {
    const count = (kind: CohortOutcomeKind) => outcomes.filter(({ outcome }) => outcome === kind).length
    return {
      chosen: outcomes.length,
      changed: count('CHANGED'),
      unchanged: count('UNCHANGED'),
      pinned: count('PINNED'),
      notFound: count('NOT_FOUND'),
    }
  },
  outcomes: ({ baseRef, outcomes }, { outcome: kind, ...args }) => {
    const kept = kind ? outcomes.filter(({ outcome }) => outcome === kind) : outcomes
    return mapPage(
      pageOfArray(kept, args, ({ key }) => key),
      (outcome) => ({ ...outcome, baseRef }),
    )
  },
}
