import { isBetter, isNonInferior, pairedBlockDifference } from '@headway/statistics/block-bootstrap'
import type { PartitionLosses } from './evaluation.ts'
import type { ComparisonRule, GateRules } from './rules.ts'

export type Verdict = 'BETTER' | 'NON_INFERIOR' | 'WORSE' | 'TOO_LITTLE_DATA'

/** One rule applied: the difference of mean losses (challenger − reference) and its confidence limits. */
export type Comparison = {
  against: string
  be: ComparisonRule['be']
  margin: number
  difference: number
  low: number
  high: number
  passed: boolean
}

export type Judgement = {
  verdict: Verdict
  accepted: boolean
  reason: string | null
  n: number
  blocks: number
  /** Mean loss by predictor. */
  losses: Record<string, number>
  /** Standard deviation of the challenger's mean loss from block to block; null below two blocks. */
  blockDeviation: number | null
  comparisons: Comparison[]
}

/** Judges one partition's challenger; a rule whose reference has no losses here does not apply. */
export function judge(partition: PartitionLosses | undefined, rules: GateRules, key: string): Judgement {
  const n = partition ? total(partition.n) : 0
  const blocks = partition?.n.length ?? 0
  const losses = partition ? meanLosses(partition) : {}
  const challenger = partition?.losses.get('challenger')
  const blockDeviation = partition && challenger ? deviationOfBlocks(challenger, partition.n) : null
  const measured = { n, blocks, losses, blockDeviation }
  const enough = n >= rules.minimumSamples && blocks >= rules.minimumBlocks
  if (!partition || !enough || !challenger) {
    const reason = `${n} samples in ${blocks} blocks, ${rules.minimumSamples} in ${rules.minimumBlocks} are needed`
    const accepted = rules.tooLittleData === 'accept'
    return { verdict: 'TOO_LITTLE_DATA', accepted, reason, ...measured, comparisons: [] }
  }
  const comparisons = compare(partition, rules.compare, rules, key)
  const failed = comparisons.find(({ passed }) => !passed)
  if (failed) {
    return {
      verdict: 'WORSE',
      accepted: false,
      reason: reasonOf(failed, rules),
      ...measured,
      comparisons,
    }
  }
  const verdict = (comparisons[0]?.high ?? 0) < 0 ? 'BETTER' : 'NON_INFERIOR'
  return { verdict, accepted: true, reason: null, ...measured, comparisons }
}

/** Applies rules to one set of paired losses; the bootstrap is the same for the same seed and key. */
export function compare(
  { n, losses }: Pick<PartitionLosses, 'n' | 'losses'>,
  wanted: readonly ComparisonRule[],
  rules: GateRules,
  key: string,
): Comparison[] {
  const candidate = losses.get('challenger')
  const { confidence } = rules
  const options = {
    confidence,
    resamples: confidence > 0.5 ? rules.resamples : 0,
    seed: seedOf(key, rules.seed),
  }
  return wanted.flatMap(({ against, be, margin }) => {
    const reference = losses.get(against)
    if (!candidate || !reference) return []
    const found = pairedBlockDifference({ candidate, reference, rows: n }, options)
    const passed = be === 'better' ? isBetter(found) : isNonInferior(found, margin)
    const { difference, low, high } = found
    return [{ against, be, margin, difference, low, high, passed }]
  })
}

/** Why a comparison failed, in the words of its rule. */
export function reasonOf({ against, be, margin, difference, high }: Comparison, rules: GateRules): string {
  const wanted = be === 'better' ? `better than ${against}` : `within ${margin * 100} % of ${against}`
  const level = `${rules.confidence * 100} %`
  return `not shown to be ${wanted}: difference ${difference.toFixed(2)}, upper limit ${high.toFixed(2)} at ${level}`
}

export function meanLosses({ n, losses }: Pick<PartitionLosses, 'n' | 'losses'>): Record<string, number> {
  const count = total(n)
  if (count === 0) return {}
  return Object.fromEntries([...losses].map(([name, values]) => [name, total(values) / count]))
}

/** The sample standard deviation of the mean loss of each block. */
function deviationOfBlocks(losses: Float64Array, n: Float64Array): number | null {
  const means = [...losses].flatMap((loss, at) => ((n[at] ?? 0) > 0 ? [loss / (n[at] as number)] : []))
  if (means.length < 2) return null
  const mean = means.reduce((sum, each) => sum + each, 0) / means.length
  return Math.sqrt(means.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (means.length - 1))
}

export function total(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

function seedOf(key: string, seed: number): number {
  let hash = 2166136261 ^ seed
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 16777619)
  return hash >>> 0
}
