import { addRow, emptySketch, type FeatureSketch, type Reference } from './feature-sketch.ts'
import { type WindowLength, windowStartMs } from './window.ts'

/** The feature columns of a chunk of logged predictions. */
export type LoggedFeatures = {
  /** The partitions that occur, each once. */
  partitions: string[]
  /** For each row, its place in `partitions`. */
  partitionOf: ArrayLike<number>
  /** For each row, its time in milliseconds since 1970. */
  predictedAtMs: ArrayLike<number>
  features: ReadonlyMap<string, ArrayLike<number>>
}

/** One sketch for each partition and window of the chunk; partitions without a training profile have none. */
export function sketchChunk(
  logged: LoggedFeatures,
  references: ReadonlyMap<string, Reference>,
  length: WindowLength,
): FeatureSketch[] {
  const sketches = new Map<string, FeatureSketch>()
  const columnsOf = logged.partitions.map((partition) =>
    references.get(partition)?.features.map((feature) => logged.features.get(feature)),
  )
  for (let row = 0; row < logged.partitionOf.length; row++) {
    const ordinal = logged.partitionOf[row] as number
    const reference = references.get(logged.partitions[ordinal] as string)
    const columns = columnsOf[ordinal]
    if (!reference || !columns) continue
    const start = windowStartMs(logged.predictedAtMs[row] as number, length)
    const id = `${ordinal}@${start}`
    let sketch = sketches.get(id)
    if (!sketch) {
      const { partition, versionId } = reference
      sketch = emptySketch(
        { partition, referenceVersionId: versionId, windowStartMs: start },
        reference.features.length,
      )
      sketches.set(id, sketch)
    }
    addRow(sketch, reference, columns, row)
  }
  return [...sketches.values()]
}
