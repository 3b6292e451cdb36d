/** What earlier windows said of one test: the largest p-value, the least effect, and of how many windows. */
export type Evidence = { pValue: number; effect: number; windows: number }

/**
 * Adds what earlier windows said to this one. Where nothing changed, all of w windows have a p-value of at most the
 * largest with probability largest^w: so that one strange day is no finding, and several faint ones are.
 */
export function combineEvidence(pValue: number, effect: number, earlier: Evidence | undefined): Evidence {
  if (!earlier || earlier.windows === 0) return { pValue, effect, windows: 1 }
  return {
    pValue: Math.max(pValue, earlier.pValue),
    effect: Math.min(effect, earlier.effect),
    windows: earlier.windows + 1,
  }
}

/** The p-value of all its windows together. */
export function combinedPValue({ pValue, windows }: Evidence): number {
  return pValue ** windows
}
