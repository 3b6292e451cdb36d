import { column, type RowTable } from '../features/row-file.ts'

const validationShare = 0.15

/** The first validation day (since 1970): the last 15 % of the days that have rows validate the choice of family. */
export function validationFrom(table: RowTable): number {
  const days = [...new Set(column(table, 'day'))].sort((a, b) => a - b)
  return days[Math.min(days.length - 1, Math.ceil(days.length * (1 - validationShare)))] ?? 0
}
