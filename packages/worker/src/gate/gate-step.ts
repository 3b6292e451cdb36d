import { wildcard } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import { defineStep } from '../define-step.ts'
import { readModels } from '../models-index.ts'
import { compareJudged } from './compare-judged.ts'
import { readEvaluation } from './evaluation.ts'
import { type Judgement, judge } from './judge.ts'
import { judgeFleet } from './judge-fleet.ts'
import { type GateRules, readRules } from './rules.ts'
import type { GateVerdicts } from './verdicts.ts'

/**
 * Compares challenger, champion and baselines in every trained partition and over the fleet. Inputs `models` (and
 * `pooledModels`) and `errors`; parameter `rules`; output `verdicts`, value `summary`.
 */
export const gateStep = defineStep({
  name: 'headway/gate',
  package: new URL('../..', import.meta.url),
  run: async (task) => {
    const rules = readRules(task.parameters.rules)
    const models = readModels(await task.input('models').jsons())
    if (task.hasInput('pooledModels')) {
      for (const [key, model] of readModels(await task.input('pooledModels').jsons())) models.set(key, model)
    }
    const evaluation = readEvaluation(await task.input('errors').jsons(), rules.weights)
    checkReferences(rules, evaluation.predictors)
    const judgements = new Map<string, Judgement>()
    for (const key of [...models.keys()].sort()) {
      const losses = evaluation.partitions.get(key)
      const isPooled = models.get(key)?.key.includes(wildcard) ?? false
      judgements.set(key, isPooled && !losses ? acceptedPooled() : judge(losses, rules, key))
      if (task.signal.aborted) return
    }
    const fleet = judgeFleet(evaluation, judgements, rules)
    const summary = summarise(judgements, fleet.passed)
    const verdicts: GateVerdicts = {
      format: 'headway.verdicts/1',
      metric: rules.metric,
      onFleetFailure: rules.onFleetFailure,
      summary,
      fleet: { ...fleet, judged: compareJudged(evaluation, judgements) },
      partitions: [...judgements].map(([key, judgement]) => ({
        key: models.get(key)?.key ?? [],
        ...judgement,
      })),
    }
    await task.output('verdicts', { json: verdicts })
    task.value('summary', { ...summary, onFleetFailure: rules.onFleetFailure, reasons: fleet.reasons })
    for (const [predictor, loss] of Object.entries(fleet.losses)) {
      task.metric(`${rules.metric}_${predictor}`, loss)
    }
    task.log(`${judgements.size} partitions judged: ${JSON.stringify(summary)}`)
    for (const reason of fleet.reasons) task.log(`fleet: ${reason}`)
  },
})

/** A pooled model is judged by what it answers for others; without rows of its own there is nothing to compare. */
function acceptedPooled(): Judgement {
  return {
    verdict: 'TOO_LITTLE_DATA',
    accepted: true,
    reason: 'pooled: answers for partitions without a model',
    n: 0,
    blocks: 0,
    losses: {},
    blockDeviation: null,
    comparisons: [],
  }
}

/** There may be no champion yet; any other reference that no evaluation knows is a mistake in the rules. */
function checkReferences(rules: GateRules, predictors: ReadonlySet<string>): void {
  for (const [place, { against }] of [
    ...rules.compare.map((rule) => ['compare', rule] as const),
    ...rules.fleet.compare.map((rule) => ['fleet.compare', rule] as const),
  ]) {
    if (against === 'champion' || predictors.has(against)) continue
    throw new DomainError('INVALID_ARGUMENT', `no evaluation speaks of the predictor "${against}"`, {
      field: `rules.${place}.against`,
      value: against,
      expected: `one of champion, ${[...predictors].join(', ')}`,
    })
  }
}

function summarise(
  judgements: ReadonlyMap<string, Judgement>,
  fleetPassed: boolean,
): GateVerdicts['summary'] {
  const count = (verdict: Judgement['verdict']) =>
    [...judgements.values()].filter((judgement) => judgement.verdict === verdict).length
  return {
    better: count('BETTER'),
    nonInferior: count('NON_INFERIOR'),
    worse: count('WORSE'),
    tooLittleData: count('TOO_LITTLE_DATA'),
    fleetPassed,
  }
}
