import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import type { LoggedFeatures } from '../domain/sketch-chunk.ts'

const featurePrefix = 'feature_'

/** The feature columns of a chunk of logged predictions, a Parquet file. */
export async function readPredictionFeatures(tables: Tables, path: string): Promise<LoggedFeatures> {
  const columns = await tables.columns(
    `select partition, epoch_ms(predicted_at)::double as predicted_at_ms, columns('^feature_')
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
  return {
    partitions: [...ordinals.keys()],
    partitionOf,
    predictedAtMs: columns.predicted_at_ms as Float64Array,
    features,
  }
}
