import type { Column } from './dataset.ts'

/** What one column of a version holds; what only numbers have is empty or null for other types. */
export type ColumnProfile = Pick<Column, 'name' | 'type' | 'nullable'> & {
  nullCount: number
  distinctCount: number
  min: string | null
  max: string | null
  mean: number | null
  standardDeviation: number | null
  quantiles: { probability: number; value: number }[]
  histogram: { edges: number[]; counts: number[] } | null
  topValues: { value: string; rowCount: number }[]
}

export const profileProbabilities = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]
export const histogramBins = 32
