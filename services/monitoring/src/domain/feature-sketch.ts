import { binCount, binOf, edgeCount } from './histogram.ts'

/** Where the training values of all features of one partition lay, packed feature by feature. */
export type Reference = {
  partition: string
  versionId: string
  features: string[]
  /** features × 15 */
  edges: Float64Array
  /** Values beyond are outside the training range by far; infinite where the profile does not say. */
  floors: Float64Array
  ceilings: Float64Array
}

/** How the features of one partition were distributed in one window; sketches over equal edges merge by adding. */
export type FeatureSketch = {
  partition: string
  referenceVersionId: string
  windowStartMs: number
  count: number
  /** For each feature: sum of the values that were there. */
  sums: Float64Array
  /** features × 16 */
  counts: Uint32Array
  /** For each feature: rows without a value. */
  missing: Uint32Array
  /** For each feature: values outside the training range by far. */
  far: Uint32Array
}

type SketchOf = Pick<FeatureSketch, 'partition' | 'referenceVersionId' | 'windowStartMs'>

export function emptySketch(
  { partition, referenceVersionId, windowStartMs }: SketchOf,
  features: number,
): FeatureSketch {
  return {
    partition,
    referenceVersionId,
    windowStartMs,
    count: 0,
    sums: new Float64Array(features),
    counts: new Uint32Array(features * binCount),
    missing: new Uint32Array(features),
    far: new Uint32Array(features),
  }
}

/** Counts one prediction; `columns` holds the logged feature columns in the reference's order, undefined where one was not logged. */
export function addRow(
  sketch: FeatureSketch,
  reference: Reference,
  columns: readonly (ArrayLike<number> | undefined)[],
  row: number,
): void {
  sketch.count++
  for (let feature = 0; feature < columns.length; feature++) {
    const value = columns[feature]?.[row] ?? Number.NaN
    if (Number.isNaN(value)) {
      add(sketch.missing, feature, 1)
      continue
    }
    add(sketch.counts, feature * binCount + binOf(reference.edges, feature * edgeCount, value), 1)
    add(sketch.sums, feature, value)
    const isFar =
      value < (reference.floors[feature] as number) || value > (reference.ceilings[feature] as number)
    if (isFar) add(sketch.far, feature, 1)
  }
}

/** Adds a sketch over the same reference to another, in place. */
export function addSketch(to: FeatureSketch, from: FeatureSketch): void {
  to.count += from.count
  for (const name of ['sums', 'counts', 'missing', 'far'] as const) {
    for (let at = 0; at < from[name].length; at++) add(to[name], at, from[name][at] as number)
  }
}

function add(array: Float64Array | Uint32Array, at: number, value: number): void {
  array[at] = (array[at] as number) + value
}
