import type { ServedEndpoint } from '../adapters/fleet.ts'
import type { Context } from '../context.ts'
import type { PredictionRequest } from '../domain/prediction.ts'
import type { VariantAnswer } from './answer-variant.ts'

const warningEveryMs = 60_000

/** Gives what a variant answered to the prediction log, under the id of the prediction that it belongs to. */
export function logAnswer(
  { predictionLog, log }: Context,
  endpoint: ServedEndpoint,
  { subjectIds }: Pick<PredictionRequest, 'subjectIds'>,
  id: string,
  { variant, rowNumbers, partitions, times, features, sources, columns }: VariantAnswer,
): void {
  const { versionId, definition } = variant.version
  const wasDropping = predictionLog.droppedWithin(warningEveryMs)
  const isKept = predictionLog.add(
    {
      id,
      endpoint: endpoint.name,
      model: endpoint.model,
      predictedAt: times,
      variant: variant.name,
      role: variant.role,
      versionId,
      revision: variant.revision,
      rowNumbers,
      partitions: [...partitions],
      sources,
      subjectIds: subjectIds && Array.from(rowNumbers, (row) => subjectIds[row] ?? ''),
      features: features.values,
      outputs: columns,
      featureNames: definition.features,
      outputNames: definition.outputs.map(({ name }) => name),
    },
    endpoint.logShare,
  )
  if (!isKept && !wasDropping) {
    log.warn({ endpoint: endpoint.name }, 'the prediction log is behind: predictions are dropped from it')
  }
}
