import { DomainError } from '@headway/kit/errors'

/** A cohort of partitions that are never unloaded: those of a model whose canonical keys begin so. */
export type PinnedCohort = { model: string; keyPrefix: string }

/** Cohorts as a setting has them: `<model>:<key prefix>` joined by commas; an empty prefix is the whole model. */
export function parseCohorts(text: string): PinnedCohort[] {
  const parts = text.split(',').map((part) => part.trim())
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const colon = part.indexOf(':')
      if (colon > 0) return { model: part.slice(0, colon), keyPrefix: part.slice(colon + 1) }
      throw new DomainError('INVALID_ARGUMENT', `"${part}" names no cohort`, {
        value: part,
        expected: '<model>:<key prefix>',
      })
    })
}

export function isPinned(cohorts: readonly PinnedCohort[], model: string, key: string): boolean {
  return cohorts.some((cohort) => cohort.model === model && key.startsWith(cohort.keyPrefix))
}
