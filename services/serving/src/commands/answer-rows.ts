import type { ServedEndpoint } from '../adapters/fleet.ts'
import type { ResidentVersion } from '../adapters/resident-version.ts'
import type { Context } from '../context.ts'
import { gatherFeatures, scatterOutput } from '../domain/batch-plan.ts'
import type { FeatureMatrix } from '../domain/feature-matrix.ts'
import { versionNumber } from '../domain/model-definition.ts'
import type { PredictionRequest } from '../domain/prediction.ts'
import type { Route } from '../domain/routing.ts'
import { rowsOfOthers } from '../domain/shares.ts'

type Rows = { partitions: readonly string[]; features: FeatureMatrix; routes: readonly Route[] }

/**
 * One column for each output of the version. Where replicas share the models, rows of models that another one owns are
 * asked of it, of the same version; what it does not answer is answered here.
 */
export async function answerRows(
  context: Context,
  request: PredictionRequest,
  { endpoint, version }: { endpoint: ServedEndpoint; version: ResidentVersion },
  given: Rows,
): Promise<Float32Array[]> {
  const { predictor, peers, settings } = context
  const { partitions, features, routes } = given
  const { definition } = version
  const isShared =
    settings.HEADWAY_SERVING_SHARES === 'OWN' && !request.answerHere && definition.partitionedBy.length > 0
  const others = isShared ? rowsOfOthers(partitions, routes, peers) : new Map<string, Int32Array>()
  if (others.size === 0) return predictor.predict(version, features, routes, request.deadline)

  // It may be replaced while another replica answers.
  using _use = version.use()
  const outputs = definition.outputs.map(() => new Float32Array(features.rows).fill(Number.NaN))
  const put = (rows: Int32Array, columns: readonly Float32Array[]) => {
    for (const [index, column] of columns.entries()) {
      scatterOutput(outputs[index] as Float32Array, rows, column)
    }
  }
  const answerHere = async (rows: Int32Array) => {
    if (rows.length === 0) return
    const part = { rows: rows.length, width: features.width, values: gatherFeatures(features, rows) }
    const partRoutes = Array.from(rows, (row) => routes[row] as Route)
    put(rows, await predictor.predict(version, part, partRoutes, request.deadline))
  }
  const latest = Date.now() + settings.HEADWAY_PREDICT_DEADLINE_MS
  const deadline = Math.min(request.deadline ?? latest, latest)
  const answerThere = async (replica: string, rows: Int32Array) => {
    const columns = await peers.ask(replica, {
      endpoint: endpoint.name,
      versionNumber: versionNumber(version.versionId),
      partitions: Array.from(rows, (row) => partitions[row] ?? ''),
      features: gatherFeatures(features, rows),
      outputs: definition.outputs.map(({ name }) => name),
      strict: request.strict,
      deadline,
    })
    if (columns) put(rows, columns)
    else await answerHere(rows)
  }
  await Promise.all([
    answerHere(rowsBut(others, features.rows)),
    ...[...others].map(([replica, rows]) => answerThere(replica, rows)),
  ])
  return outputs
}

function rowsBut(others: ReadonlyMap<string, Int32Array>, count: number): Int32Array {
  const isElsewhere = new Uint8Array(count)
  for (const rows of others.values()) for (const row of rows) isElsewhere[row] = 1
  return Int32Array.from(isElsewhere.keys().filter((row) => isElsewhere[row] === 0))
}
