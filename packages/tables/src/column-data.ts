import { type DuckDBDataChunk, type DuckDBType, DuckDBTypeId, type DuckDBVector } from '@duckdb/node-api'
import { DomainError } from '@headway/kit/errors'

/**
 * A column in memory. FLOAT is a Float32Array and DOUBLE, DECIMAL and wide integers a Float64Array, with NaN where the
 * table has NULL; narrow integers and BOOLEAN are an Int32Array and may not be NULL; DATE is days since 1970 in an
 * Int32Array; timestamps are milliseconds since 1970 in a Float64Array; everything else is text or null.
 */
export type ColumnData = Float32Array | Float64Array | Int32Array | (string | null)[]

type Kind = 'float' | 'double' | 'integer' | 'days' | 'microseconds' | 'milliseconds' | 'seconds' | 'text'

const kinds: Partial<Record<DuckDBTypeId, Kind>> = {
  [DuckDBTypeId.FLOAT]: 'float',
  [DuckDBTypeId.DOUBLE]: 'double',
  [DuckDBTypeId.DECIMAL]: 'double',
  [DuckDBTypeId.BIGINT]: 'double',
  [DuckDBTypeId.UBIGINT]: 'double',
  [DuckDBTypeId.HUGEINT]: 'double',
  [DuckDBTypeId.UINTEGER]: 'double',
  [DuckDBTypeId.TINYINT]: 'integer',
  [DuckDBTypeId.SMALLINT]: 'integer',
  [DuckDBTypeId.INTEGER]: 'integer',
  [DuckDBTypeId.UTINYINT]: 'integer',
  [DuckDBTypeId.USMALLINT]: 'integer',
  [DuckDBTypeId.BOOLEAN]: 'integer',
  [DuckDBTypeId.DATE]: 'days',
  [DuckDBTypeId.TIMESTAMP]: 'microseconds',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'microseconds',
  [DuckDBTypeId.TIMESTAMP_MS]: 'milliseconds',
  [DuckDBTypeId.TIMESTAMP_S]: 'seconds',
}

// The vectors keep their values as typed arrays; reading them whole is ten times faster than value by value.
type RawVector = { items?: ArrayLike<number | bigint>; validity?: { data: unknown } }

/** Collects one column over the chunks of a result. */
export class ColumnCollector {
  readonly #name: string
  readonly #kind: Kind
  readonly #parts: ColumnData[] = []
  #rows = 0

  constructor(name: string, type: DuckDBType) {
    this.#name = name
    this.#kind = kinds[type.typeId] ?? 'text'
  }

  add(chunk: DuckDBDataChunk, columnIndex: number): void {
    const vector = chunk.getColumnVector(columnIndex)
    this.#parts.push(this.#read(vector, chunk.rowCount))
    this.#rows += chunk.rowCount
  }

  /** Everything collected, as one array. */
  finish(): ColumnData {
    if (this.#kind === 'text') return (this.#parts as (string | null)[][]).flat()
    const whole = this.#allocate(this.#rows)
    let offset = 0
    for (const part of this.#parts as Float64Array[]) {
      whole.set(part, offset)
      offset += part.length
    }
    return whole
  }

  #read(vector: DuckDBVector, rows: number): ColumnData {
    if (this.#kind === 'text') {
      return Array.from({ length: rows }, (_, row) => {
        const value = vector.getItem(row)
        return value === null ? null : String(value)
      })
    }
    const { items, validity } = vector as unknown as RawVector
    const part = this.#allocate(rows)
    const direct = this.#kind === 'float' || this.#kind === 'double' || this.#kind === 'integer'
    if (direct && validity?.data === null && isNumeric(items)) {
      part.set(items.subarray(0, rows))
      return part
    }
    for (let row = 0; row < rows; row++) part[row] = this.#number(vector.getItem(row), row)
    return part
  }

  #number(value: unknown, row: number): number {
    if (value === null) return this.#missing(row)
    if (typeof value === 'bigint' || typeof value === 'boolean' || typeof value === 'number')
      return Number(value)
    const parts = value as { days?: number; micros?: bigint; milliseconds?: bigint; seconds?: bigint }
    if (this.#kind === 'days') return parts.days ?? Number.NaN
    if (this.#kind === 'microseconds') return Number(parts.micros) / 1000
    if (this.#kind === 'milliseconds') return Number(parts.milliseconds)
    if (this.#kind === 'seconds') return Number(parts.seconds) * 1000
    return (value as { toDouble(): number }).toDouble()
  }

  #missing(row: number): number {
    if (this.#kind !== 'integer' && this.#kind !== 'days') return Number.NaN
    throw new DomainError(
      'INVALID_ARGUMENT',
      `column ${this.#name} has no value in row ${this.#rows + row}`,
      {
        field: this.#name,
        value: null,
        expected: 'a value: whole numbers in memory have no sign for a missing one',
      },
    )
  }

  #allocate(rows: number): Float32Array | Float64Array | Int32Array {
    if (this.#kind === 'float') return new Float32Array(rows)
    return this.#kind === 'integer' || this.#kind === 'days' ? new Int32Array(rows) : new Float64Array(rows)
  }
}

function isNumeric(items: unknown): items is Float64Array {
  return ArrayBuffer.isView(items) && !(items instanceof BigInt64Array) && !(items instanceof BigUint64Array)
}
