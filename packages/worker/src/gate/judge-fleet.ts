import type { Evaluation, PartitionLosses } from './evaluation.ts'
import { type Comparison, compare, type Judgement, meanLosses, reasonOf, total } from './judge.ts'
import type { GateRules } from './rules.ts'

export type FleetJudgement = {
  passed: boolean
  reasons: string[]
  n: number
  losses: Record<string, number>
  comparisons: Comparison[]
}

/**
 * Judges what would be live after the gate, over all partitions: the challenger where it was accepted (or where there
 * was nothing to judge), else the champion, else the pooled model. Blocks are drawn whole over the fleet.
 */
export function judgeFleet(
  evaluation: Evaluation,
  judgements: ReadonlyMap<string, Judgement>,
  rules: GateRules,
): FleetJudgement {
  const all = sumUp(evaluation, judgements, undefined)
  const comparisons: Comparison[] = []
  for (const rule of rules.fleet.compare) {
    const paired = sumUp(evaluation, judgements, rule.against)
    if (total(paired.n) > 0) comparisons.push(...compare(paired, [rule], rules, 'fleet'))
  }
  const reasons = comparisons.filter(({ passed }) => !passed).map((comparison) => reasonOf(comparison, rules))
  const judged = [...judgements.values()].filter(({ verdict }) => verdict !== 'TOO_LITTLE_DATA')
  const worse = judged.filter(({ verdict }) => verdict === 'WORSE').length
  if (judged.length > 0 && worse / judged.length > rules.fleet.maximumWorseShare) {
    const share = `${worse} of ${judged.length} partitions are worse`
    reasons.push(`${share}, at most ${rules.fleet.maximumWorseShare * 100} % may be`)
  }
  const { challenger: candidate, ...others } = meanLosses(all)
  const losses = candidate === undefined ? others : { candidate, ...others }
  return { passed: reasons.length === 0, reasons, n: total(all.n), losses, comparisons }
}

/** The fleet's losses per block: the candidate as `challenger`, and one reference where it is known. */
function sumUp(
  evaluation: Evaluation,
  judgements: ReadonlyMap<string, Judgement>,
  against: string | undefined,
): Pick<PartitionLosses, 'n' | 'losses'> {
  const names = against === undefined ? [...evaluation.predictors] : ['challenger', against]
  const everywhere = names.filter(
    (name) => name === 'challenger' || [...evaluation.partitions.values()].every((p) => p.losses.has(name)),
  )
  const used = against === undefined ? everywhere : names
  const blocks = new Map<string, { n: number; sums: number[] }>()
  for (const [key, partition] of evaluation.partitions) {
    const candidate = candidateLosses(partition, judgements.get(key))
    if (!candidate || (against !== undefined && !partition.losses.has(against))) continue
    partition.blocks.forEach((name, at) => {
      const block = blocks.get(name) ?? { n: 0, sums: used.map(() => 0) }
      blocks.set(name, block)
      block.n += partition.n[at] as number
      used.forEach((predictor, index) => {
        const values = predictor === 'challenger' ? candidate : partition.losses.get(predictor)
        block.sums[index] = (block.sums[index] as number) + (values?.[at] ?? 0)
      })
    })
  }
  const rows = [...blocks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, block]) => block)
  return {
    n: Float64Array.from(rows, ({ n }) => n),
    losses: new Map(
      used.map((name, index) => [name, Float64Array.from(rows, ({ sums }) => sums[index] ?? 0)]),
    ),
  }
}

function candidateLosses(
  { losses }: PartitionLosses,
  judgement: Judgement | undefined,
): Float64Array | undefined {
  if (!judgement || judgement.accepted) return losses.get('challenger')
  return losses.get('champion') ?? losses.get('pooled') ?? losses.get('challenger')
}
