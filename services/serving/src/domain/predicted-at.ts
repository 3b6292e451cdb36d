import { DomainError } from '@headway/kit/errors'

/** The largest distance from 1970 that a Date can have. */
const lastMs = 8.64e15

/**
 * When each row is predicted, in milliseconds since 1970: what the caller gives, or now. INVALID_ARGUMENT names a row
 * whose time is not a whole number of milliseconds, or says that there are not as many times as rows.
 */
export function timesOfRows(given: ArrayLike<unknown> | null, rows: number, now: Date): Float64Array {
  const times = new Float64Array(rows)
  if (given === null) return times.fill(now.getTime())
  if (given.length !== rows) {
    throw new DomainError('INVALID_ARGUMENT', `${given.length} times for ${rows} rows`, {
      field: 'predictedAt',
      value: given.length,
      expected: `${rows} times`,
    })
  }
  for (let row = 0; row < rows; row++) {
    const time = given[row]
    if (typeof time !== 'number' || !Number.isInteger(time) || Math.abs(time) > lastMs) {
      throw new DomainError('INVALID_ARGUMENT', `the time of row ${row} is ${JSON.stringify(time)}`, {
        field: `predictedAt[${row}]`,
        value: typeof time === 'number' ? String(time) : time,
        expected: 'whole milliseconds since 1970',
      })
    }
    times[row] = time
  }
  return times
}
