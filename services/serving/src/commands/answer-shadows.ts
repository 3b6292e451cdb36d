import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ServedEndpoint, ServedVariant } from '../adapters/fleet.ts'
import { countShadowed } from '../adapters/serving-metrics.ts'
import type { Context } from '../context.ts'
import type { PredictionRequest } from '../domain/prediction.ts'
import { shadowedRows } from '../domain/traffic.ts'
import { type AskedRows, answerVariant } from './answer-variant.ts'
import { logAnswer } from './log-answer.ts'

/**
 * Lets the endpoint's shadows answer the rows of their share too, for the log. The caller's answer waits for nothing of it
 * and nothing of it can fail that; on a busy replica the rows are left out, and counted.
 */
export function answerShadows(
  context: Context,
  request: PredictionRequest,
  endpoint: ServedEndpoint,
  primary: ServedVariant,
  asked: AskedRows,
  id: string,
): void {
  for (const variant of endpoint.variants) {
    if (variant.role !== 'SHADOW' || variant.version.face !== primary.version.face) continue
    const rows = shadowedRows(endpoint.name, variant, asked.partitions)
    if (rows.length === 0) continue
    if (context.predictor.isBusy) countShadowed('left_out', rows.length)
    else void answerShadow(context, request, endpoint, variant, asked, rows, id)
  }
}

async function answerShadow(
  context: Context,
  request: PredictionRequest,
  endpoint: ServedEndpoint,
  variant: ServedVariant,
  asked: AskedRows,
  rows: readonly number[],
  id: string,
): Promise<void> {
  // It may be replaced before its turn comes.
  using _use = variant.version.use()
  await nextTurn()
  try {
    const answer = await answerVariant(context, { ...request, strict: false }, endpoint, variant, asked, rows)
    logAnswer(context, endpoint, request, id, answer)
    countShadowed('answered', rows.length)
  } catch (error) {
    countShadowed('failed', rows.length)
    context.log.debug(
      { err: error, endpoint: endpoint.name, variant: variant.name },
      'a shadow did not answer',
    )
  }
}
