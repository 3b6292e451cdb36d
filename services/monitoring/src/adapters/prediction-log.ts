import { identifier, literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import type { LoggedPredictions } from '../domain/outcome.ts'
import type { LoggedFeatures } from '../domain/sketch-chunk.ts'
import { type WindowLength, windowStartMs } from '../domain/window.ts'

const featurePrefix = 'feature_'

export type LoggedChunk = { features: LoggedFeatures; predictions: LoggedPredictions }

/** A chunk of logged predictions, a Parquet file: all features, and the rows with a subject and a value of the output. */
export async function readLoggedChunk(
  tables: Tables,
  path: string,
  output: string,
  length: WindowLength,
): Promise<LoggedChunk> {
  const columns = await tables.columns(
    `select partition, epoch_ms(predicted_at)::double as predicted_at_ms, subject_id::varchar as subject_id,
       version_id, (source <> 'exact')::integer as is_fallback, ${identifier(`output_${output}`)}::double as value,
       columns('^feature_')
     from read_parquet(${literal(path)})`,
  )
  const keys = columns.partition as string[]
  const ordinals = new Map<string, number>()
  const partitionOf = Int32Array.from(keys, (key) => {
    const ordinal = ordinals.get(key) ?? ordinals.size
    ordinals.set(key, ordinal)
    return ordinal
  })
  const features = new Map<string, ArrayLike<number>>()
  for (const [name, values] of Object.entries(columns)) {
    if (name.startsWith(featurePrefix)) {
      features.set(name.slice(featurePrefix.length), values as ArrayLike<number>)
    }
  }
  const predictedAtMs = columns.predicted_at_ms as Float64Array
  const subjects = columns.subject_id as (string | null)[]
  const values = columns.value as Float64Array
  const rows = [...subjects.keys()].filter((row) => subjects[row] !== null && Number.isFinite(values[row]))
  const at = <Value>(column: ArrayLike<Value>) => rows.map((row) => column[row] as Value)
  return {
    features: { partitions: [...ordinals.keys()], partitionOf, predictedAtMs, features },
    predictions: {
      subjectIds: at(subjects as string[]),
      predictedAtMs: at(predictedAtMs),
      windowStartMs: at(predictedAtMs).map((ms) => windowStartMs(ms, length)),
      partitions: at(keys),
      versionIds: at(columns.version_id as string[]),
      isFallback: at(columns.is_fallback as Int32Array).map((value) => value === 1),
      values: at(values),
    },
  }
}
