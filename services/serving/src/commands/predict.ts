import { chooseVariant, type ServedEndpoint, type ServedVariant } from '../adapters/fleet.ts'
import { countOutcome } from '../adapters/serving-metrics.ts'
import type { Context } from '../context.ts'
import { scatterOutput } from '../domain/batch-plan.ts'
import { matchFeatures } from '../domain/match-features.ts'
import { timesOfRows } from '../domain/predicted-at.ts'
import {
  checkRevision,
  countRows,
  type PredictionAnswer,
  type PredictionRequest,
  partitionsOfRows,
} from '../domain/prediction.ts'
import { partTraffic } from '../domain/traffic.ts'
import { answerShadows } from './answer-shadows.ts'
import { type AskedRows, answerVariant, type VariantAnswer } from './answer-variant.ts'
import { logAnswer } from './log-answer.ts'

/**
 * Answers a request from one version of the endpoint, but for the partitions of a canary, by models, pooled models and the
 * baseline, and logs it.
 */
export async function predict(context: Context, request: PredictionRequest): Promise<PredictionAnswer> {
  const began = performance.now()
  try {
    const answer = await answerRequest(context, request)
    countOutcome('ok', began, answer.sources)
    return answer
  } catch (error) {
    countOutcome(error instanceof Error && 'code' in error ? String(error.code) : 'INTERNAL', began, [])
    throw error
  }
}

async function answerRequest(context: Context, request: PredictionRequest): Promise<PredictionAnswer> {
  const endpoint = context.fleet.get(request.endpoint)
  const variant = chooseVariant(endpoint, request.versionId)
  checkRevision(request.minimumRevision, variant.revision, endpoint.name)
  const { definition, layout } = variant.version
  const rows = countRows(request)
  const partitions = partitionsOfRows(request.partitions, rows, definition.partitionedBy)
  const times = timesOfRows(request.predictedAt, rows, context.now())
  const features = matchFeatures(request.features, { features: definition.features, layout }, rows)
  const asked = { partitions, times, features }
  const answers = await answerByTraffic(context, request, endpoint, variant, asked)
  const id = context.newId()
  if (request.log) {
    for (const answer of answers) logAnswer(context, endpoint, request, id, answer)
    if (request.versionId === null) answerShadows(context, request, endpoint, variant, asked, id)
  }
  return {
    id,
    model: endpoint.model,
    hasPartitions: definition.partitionedBy.length > 0,
    versionId: variant.version.versionId,
    revision: variant.revision,
    rows,
    ...joinAnswers(
      answers,
      definition.outputs.map(({ name }) => name),
      rows,
    ),
  }
}

/** The variants' answers, the one asked first; canaries take their partitions where no version was asked for. */
async function answerByTraffic(
  context: Context,
  request: PredictionRequest,
  endpoint: ServedEndpoint,
  asked: ServedVariant,
  rows: AskedRows,
): Promise<VariantAnswer[]> {
  const answer = (variant: ServedVariant, part: readonly number[] | null) =>
    answerVariant(context, request, endpoint, variant, rows, part)
  const hasCanary = request.versionId === null && endpoint.variants.some(({ role }) => role === 'CANARY')
  if (!hasCanary) return [await answer(asked, null)]
  // A version that takes or gives something else cannot stand in.
  const alike = endpoint.variants.filter(({ version }) => version.face === asked.version.face)
  const shares = partTraffic(endpoint.name, asked, alike, rows.partitions)
  if (shares.length === 1) return [await answer(asked, null)]
  // A row that is refused is named by its number in the request.
  asked.version.routing.resolve(rows.partitions, request.strict)
  return await Promise.all(shares.map((share) => answer(share.variant, share.rows)))
}

function joinAnswers(
  answers: readonly VariantAnswer[],
  names: readonly string[],
  rows: number,
): Pick<PredictionAnswer, 'outputs' | 'sources' | 'rowVersionIds'> {
  const [only] = answers
  if (answers.length === 1 && only) {
    const outputs = names.map((name, index) => ({
      name,
      values: only.columns[index] ?? new Float32Array(rows),
    }))
    return { outputs, sources: only.sources, rowVersionIds: null }
  }
  const outputs = names.map((name) => ({ name, values: new Float32Array(rows) }))
  const sources = new Array<string>(rows).fill('')
  const rowVersionIds = new Array<string>(rows).fill('')
  for (const { variant, rowNumbers, columns, sources: own } of answers) {
    for (const [index, column] of columns.entries()) {
      scatterOutput(outputs[index]?.values ?? new Float32Array(rows), rowNumbers, column)
    }
    for (const [at, row] of rowNumbers.entries()) {
      sources[row] = own[at] ?? ''
      rowVersionIds[row] = variant.version.versionId
    }
  }
  return { outputs, sources, rowVersionIds }
}
