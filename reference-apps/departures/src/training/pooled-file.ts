import type { Boosted } from './boost.ts'
import type { PooledModel } from './train-pooled.ts'

/** A pooled model as JSON; numbers keep their float32 values. */
export function pooledToJson(pooled: PooledModel): string {
  return JSON.stringify({ ...pooled, model: plain(pooled.model), core: plain(pooled.core) })
}

/** Reads what `pooledToJson` wrote. */
export function pooledFromJson(text: string): PooledModel {
  const pooled = JSON.parse(text) as PooledModel
  return { ...pooled, model: typed(pooled.model), core: typed(pooled.core) }
}

function plain({ constant, trees }: Boosted): Boosted {
  return {
    constant,
    trees: trees.map(({ feature, threshold, left, right, value }) => ({
      feature: Array.from(feature),
      threshold: Array.from(threshold),
      left: Array.from(left),
      right: Array.from(right),
      value: Array.from(value),
    })),
  }
}

function typed({ constant, trees }: Boosted): Boosted {
  return {
    constant,
    trees: trees.map(({ feature, threshold, left, right, value }) => ({
      feature: Int32Array.from(feature),
      threshold: Float32Array.from(threshold),
      left: Int32Array.from(left),
      right: Int32Array.from(right),
      value: Float32Array.from(value),
    })),
  }
}
