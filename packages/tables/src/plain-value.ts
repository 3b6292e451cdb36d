import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'

/** A cell as plain data. */
export type Plain = null | boolean | number | string | Date | Uint8Array | Plain[] | { [name: string]: Plain }

/**
 * Integers and decimals become numbers (an integer beyond 2^53 a string of digits), DATE 'YYYY-MM-DD', timestamps a
 * Date, lists arrays, structs objects; whatever else DuckDB has becomes its text.
 */
export function plainValue(value: DuckDBValue): Plain {
  if (value === null || typeof value !== 'object') return plainScalar(value)
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return new Date(Number(value.micros / 1000n))
  }
  if (value instanceof DuckDBListValue) return value.items.map(plainValue)
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, plainValue(entry)]))
  }
  if (value instanceof DuckDBBlobValue) return value.bytes
  return value.toString()
}

function plainScalar(value: null | boolean | number | bigint | string): Plain {
  if (typeof value !== 'bigint') return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value.toString()
}
