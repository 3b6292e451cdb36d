import type { VariantRole } from '../domain/endpoint.ts'

/** Logged rows of one request, as they go to the thread that encodes them. */
export type PredictionBlock = {
  /** The prediction's id; a row's own is `<id>/<row>`. */
  id: string
  variant: string
  role: VariantRole
  versionId: string
  revision: number
  /** Which of the request's rows these are. */
  rowNumbers: Int32Array
  partitions: string[]
  sources: string[]
  subjectIds: string[] | null
  /** Milliseconds since 1970. */
  predictedAt: Float64Array
  /** Row by row, `featureNames` wide. */
  features: Float32Array
  /** One column for each of `outputNames`. */
  outputs: Float32Array[]
}

/** Blocks that have the same columns. */
export type PredictionChunk = { featureNames: string[]; outputNames: string[]; blocks: PredictionBlock[] }
