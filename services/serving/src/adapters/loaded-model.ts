import type { InputLayout } from '../domain/model-definition.ts'

/** Some rows of a run, and where their answers go. */
export type RowsToRun = {
  /** Row by row, `width` wide. */
  features: Float32Array
  rows: number
  width: number
  layout: InputLayout
  outputs: readonly string[]
  /** One for each of `outputs`; the rows' answers go in from `at`. */
  columns: readonly Float32Array[]
  at: number
}

/** A model in memory, whatever runs it. */
export type LoadedModel = {
  /** Memory it takes, as far as is known. */
  bytes: number
  run(rows: RowsToRun): Promise<void>
  release(): Promise<void>
}
