import { column, type RowTable } from '../features/row-file.ts'

const validationShare = 0.15

/** The first validation day (since 1970): the last 15 % of the days that have rows validate the choice of family. */
export function validationFrom(table: RowTable): number {
  const days = daysOf(table)
  return days[Math.min(days.length - 1, Math.ceil(days.length * (1 - validationShare)))] ?? 0
}

/** The last day that has rows (since 1970): the only one to validate on when what is before it may be of another time. */
export function lastDayOf(table: RowTable): number {
  return daysOf(table).at(-1) ?? 0
}

function daysOf(table: RowTable): number[] {
  return [...new Set(column(table, 'day'))].sort((a, b) => a - b)
}
