import { featureCount } from '../features/feature-list.ts'

/** Rows to be asked of serving: for each its partition, its features and what it is called. */
export type RowBatch<About> = {
  partitions: string[]
  subjects: string[]
  /** When each prediction is made, in epoch milliseconds. */
  madeAtMs: number[]
  about: About[]
  features: Float32Array
  rows: number
}

export function createRowBatch<About>(): RowBatch<About> {
  return {
    partitions: [],
    subjects: [],
    madeAtMs: [],
    about: [],
    features: new Float32Array(256 * featureCount),
    rows: 0,
  }
}

/** Adds a row; its features are copied. */
export function addRow<About>(
  batch: RowBatch<About>,
  row: Float32Array,
  {
    partition,
    subject,
    madeAtS,
    about,
  }: { partition: string; subject: string; madeAtS: number; about: About },
): void {
  if ((batch.rows + 1) * featureCount > batch.features.length) {
    const grown = new Float32Array(batch.features.length * 2)
    grown.set(batch.features)
    batch.features = grown
  }
  batch.features.set(row, batch.rows * featureCount)
  batch.partitions.push(partition)
  batch.subjects.push(subject)
  batch.madeAtMs.push(Math.round(madeAtS * 1000))
  batch.about.push(about)
  batch.rows++
}
