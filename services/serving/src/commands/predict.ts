import { chooseVariant, type ServedEndpoint, type ServedVariant } from '../adapters/fleet.ts'
import { countOutcome } from '../adapters/serving-metrics.ts'
import type { Context } from '../context.ts'
import type { FeatureMatrix } from '../domain/feature-matrix.ts'
import { matchFeatures } from '../domain/match-features.ts'
import { timesOfRows } from '../domain/predicted-at.ts'
import {
  checkRevision,
  countRows,
  type PredictionAnswer,
  type PredictionRequest,
  partitionsOfRows,
} from '../domain/prediction.ts'
import { answerRows } from './answer-rows.ts'

const warningEveryMs = 60_000

/** Answers a request from one version of the endpoint, by models, pooled models and the baseline, and logs it. */
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
  const { version, revision } = variant
  checkRevision(request.minimumRevision, revision, endpoint.name)
  const { definition, layout, routing } = version
  const rows = countRows(request)
  const partitions = partitionsOfRows(request.partitions, rows, definition.partitionedBy)
  const times = timesOfRows(request.predictedAt, rows, context.now())
  const features = matchFeatures(request.features, { features: definition.features, layout }, rows)
  const routes = routing.resolve(partitions, request.strict)
  const columns = await answerRows(context, request, { endpoint, version }, { partitions, features, routes })
  const sources = routes.map(({ source }) => source)
  const answer: PredictionAnswer = {
    id: context.newId(),
    model: endpoint.model,
    hasPartitions: definition.partitionedBy.length > 0,
    versionId: version.versionId,
    revision,
    rows,
    outputs: definition.outputs.map(({ name }, index) => ({
      name,
      values: columns[index] ?? new Float32Array(rows),
    })),
    sources,
  }
  if (request.log) logAnswer(context, endpoint, variant, request, { partitions, times, features }, answer)
  return answer
}

type Rows = { partitions: readonly string[]; times: Float64Array; features: FeatureMatrix }

function logAnswer(
  { predictionLog, log }: Context,
  endpoint: ServedEndpoint,
  { version }: ServedVariant,
  { subjectIds }: PredictionRequest,
  { partitions, times, features }: Rows,
  answer: PredictionAnswer,
): void {
  const wasDropping = predictionLog.droppedWithin(warningEveryMs)
  const isKept = predictionLog.add(
    {
      id: answer.id,
      endpoint: endpoint.name,
      model: endpoint.model,
      predictedAt: times,
      versionId: answer.versionId,
      revision: answer.revision,
      partitions: [...partitions],
      sources: answer.sources,
      subjectIds: subjectIds && [...subjectIds],
      features: features.values,
      outputs: answer.outputs.map(({ values }) => values),
      featureNames: version.definition.features,
      outputNames: answer.outputs.map(({ name }) => name),
    },
    endpoint.logShare,
  )
  if (!isKept && !wasDropping) {
    log.warn({ endpoint: endpoint.name }, 'the prediction log is behind: predictions are dropped from it')
  }
}
