import type { Evaluation } from './evaluation.ts'
import { type Judgement, total } from './judge.ts'

/** Mean losses over the judged partitions that a predictor answered for, on the same rows. */
export type JudgedLoss = {
  predictor: string
  partitions: number
  n: number
  loss: number
  /** What the challenger lost on these rows. */
  challenger: number
  /** What would be live loses on these rows: the challenger where it was accepted, else what is live now. */
  candidate: number
}

/** How challenger and candidate do against every other predictor, over all partitions that had enough data. */
export function compareJudged(
  { predictors, partitions }: Evaluation,
  judgements: ReadonlyMap<string, Judgement>,
): JudgedLoss[] {
  const judged = [...judgements].filter(([, { verdict }]) => verdict !== 'TOO_LITTLE_DATA')
  const found: JudgedLoss[] = []
  for (const predictor of predictors) {
    if (predictor === 'challenger') continue
    const sum = { partitions: 0, n: 0, loss: 0, challenger: 0, candidate: 0 }
    for (const [key, { accepted }] of judged) {
      const { n, losses } = partitions.get(key) ?? {}
      const [own, challenger] = [losses?.get(predictor), losses?.get('challenger')]
      if (!n || !own || !challenger) continue
      const kept = losses?.get('champion') ?? losses?.get('pooled') ?? challenger
      sum.partitions += 1
      sum.n += total(n)
      sum.loss += total(own)
      sum.challenger += total(challenger)
      sum.candidate += total(accepted ? challenger : kept)
    }
    if (sum.n === 0) continue
    const { partitions: count, n, loss, challenger, candidate } = sum
    found.push({
      predictor,
      partitions: count,
      n,
      loss: loss / n,
      challenger: challenger / n,
      candidate: candidate / n,
    })
  }
  return found
}
