import type { ServedEndpoint, ServedVariant } from '../adapters/fleet.ts'
import type { Context } from '../context.ts'
import { gatherFeatures } from '../domain/batch-plan.ts'
import type { FeatureMatrix } from '../domain/feature-matrix.ts'
import type { PredictionRequest } from '../domain/prediction.ts'
import { answerRows } from './answer-rows.ts'

/** A request's rows, understood. */
export type AskedRows = {
  partitions: readonly string[]
  /** Milliseconds since 1970. */
  times: Float64Array
  features: FeatureMatrix
}

/** What one variant answered: some of a request's rows, each part in their order. */
export type VariantAnswer = AskedRows & {
  variant: ServedVariant
  /** Their numbers in the request. */
  rowNumbers: Int32Array
  sources: string[]
  /** One for each output of the version. */
  columns: Float32Array[]
}

/** Answers some of a request's rows by a variant; `rows` names them, null for all. */
export async function answerVariant(
  context: Context,
  request: PredictionRequest,
  endpoint: ServedEndpoint,
  variant: ServedVariant,
  asked: AskedRows,
  rows: readonly number[] | null,
): Promise<VariantAnswer> {
  const { version } = variant
  const part = rows === null ? asked : pickRows(asked, rows)
  const routes = version.routing.resolve(part.partitions, request.strict)
  const columns = await answerRows(
    context,
    request,
    { endpoint, version },
    { partitions: part.partitions, features: part.features, routes },
  )
  const rowNumbers = Int32Array.from(rows ?? asked.partitions.keys())
  return { ...part, variant, rowNumbers, sources: routes.map(({ source }) => source), columns }
}

function pickRows({ partitions, times, features }: AskedRows, rows: readonly number[]): AskedRows {
  const { width } = features
  return {
    partitions: rows.map((row) => partitions[row] ?? ''),
    times: Float64Array.from(rows, (row) => times[row] ?? Number.NaN),
    features: { rows: rows.length, width, values: gatherFeatures(features, Int32Array.from(rows)) },
  }
}
