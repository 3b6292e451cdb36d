import { literal } from '@headway/tables/sql'
import type { Tables } from '@headway/tables/tables'
import type { LoggedFeatures } from '../domain/sketch-chunk.ts'

const featurePrefix = 'feature.'

/** The feature columns of a chunk of logged predictions, a Parquet file. */
export async function readPredictionFeatures(tables: Tables, path: string): Promise<LoggedFeatures> {
  const { columns, names } = await tables.columns(
    `select partition, epoch_ms(predicted_at)::double as predicted_at_ms, columns('^feature\\.')
     from read_parquet(${literal(path)})`,
  )
  const ordinals = new Map<string, number>()
  const keys = columns[0] as string[]
  const partitionOf = new Int32Array(keys.length)
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as string
    let ordinal = ordinals.get(key)
    if (ordinal === undefined) {
      ordinal = ordinals.size
      ordinals.set(key, ordinal)
    }
    partitionOf[row] = ordinal
  }
  const features = new Map<string, ArrayLike<number>>()
  for (let i = 2; i < names.length; i++) {
    features.set((names[i] as string).slice(featurePrefix.length), columns[i] as ArrayLike<number>)
  }
  return {
    partitions: [...ordinals.keys()],
    partitionOf,
    predictedAtMs: columns[1] as ArrayLike<number>,
    features,
  }
}
