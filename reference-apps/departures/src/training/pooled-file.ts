import type { PooledModel } from './train-pooled.ts'

/** A pooled model as JSON; numbers keep their float32 values. */
export function pooledToJson({ model, offsets, validationMae }: PooledModel): string {
  const trees = model.trees.map(({ feature, threshold, left, right, value }) => ({
    feature: Array.from(feature),
    threshold: Array.from(threshold),
    left: Array.from(left),
    right: Array.from(right),
    value: Array.from(value),
  }))
  return JSON.stringify({ model: { constant: model.constant, trees }, offsets, validationMae })
}

/** Reads what `pooledToJson` wrote. */
export function pooledFromJson(text: string): PooledModel {
  const { model, offsets, validationMae } = JSON.parse(text) as PooledModel
  const trees = model.trees.map(({ feature, threshold, left, right, value }) => ({
    feature: Int32Array.from(feature),
    threshold: Float32Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    value: Float32Array.from(value),
  }))
  return { model: { constant: model.constant, trees }, offsets, validationMae }
}
