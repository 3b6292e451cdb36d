import { type DuckDBAppender, DuckDBDataChunk, FLOAT, VARCHAR } from '@duckdb/node-api'

/** DuckDB's own size of a vector. */
const chunkRows = 2048

/** A column to append: FLOAT with NULL for NaN, or text. */
export type AppendedColumn = Float32Array | readonly string[]

/** Appends rows given as columns, in the order of the table's, which are FLOAT or VARCHAR. */
export function appendColumns(appender: DuckDBAppender, columns: readonly AppendedColumn[]): void {
  const rows = columns[0]?.length ?? 0
  const types = columns.map((column) => (column instanceof Float32Array ? FLOAT : VARCHAR))
  for (let from = 0; from < rows; from += chunkRows) {
    const end = Math.min(from + chunkRows, rows)
    const chunk = DuckDBDataChunk.create(types, end - from)
    for (const [index, column] of columns.entries()) {
      const part = Array.from<number | string>(column.slice(from, end))
      chunk.setColumnValues(
        index,
        part.map((value) => (Number.isNaN(value) ? null : value)),
      )
    }
    appender.appendDataChunk(chunk)
  }
}
