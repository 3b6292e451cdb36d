import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBResult, type DuckDBValue } from '@duckdb/node-api'
import { type AppendedColumn, appendColumns } from './append-columns.ts'
import { ColumnCollector, type ColumnData } from './column-data.ts'
import { type Plain, plainValue } from './plain-value.ts'
import { literal } from './quote.ts'
import { tableError } from './table-error.ts'

export type TablesOptions = {
  /** As DuckDB writes it: '1GB', '512MB'. */
  memoryLimit: string
  threads: number
  /** Where what does not fit into memory goes; a folder of its own is made inside and removed at close. */
  tempDir?: string
}

export type Params = readonly DuckDBValue[]
export type CallOptions = { signal?: AbortSignal | undefined }

export type ParquetOptions = CallOptions & {
  /** SQL of the order of rows; without it the order is that of the query. */
  orderBy?: string
  /** Rows in one row group (default 122,880). */
  rowGroupSize?: number
}

export type ColumnDescription = { name: string; type: string }

/** Tables in one DuckDB of its own, in memory; statements run one after another. Errors as `tableError` says. */
export class Tables implements AsyncDisposable {
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection
  readonly #folder: string
  #last: Promise<unknown> = Promise.resolve()

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, folder: string) {
    this.#instance = instance
    this.#connection = connection
    this.#folder = folder
  }

  /** Runs a statement; the number of rows it changed. */
  run(sql: string, params: Params = [], { signal }: CallOptions = {}): Promise<number> {
    return this.#call(signal, async () => {
      const result = await this.#connection.run(sql, [...params])
      return result.rowsChanged
    })
  }

  /** All rows as plain objects (`plainValue` says which types become what). */
  all<Row = Record<string, Plain>>(
    sql: string,
    params: Params = [],
    { signal }: CallOptions = {},
  ): Promise<Row[]> {
    return this.#call(signal, async () => {
      const result = await this.#connection.run(sql, [...params])
      return (await result.convertRowObjects(plainValue)) as Row[]
    })
  }

  /** The only row of a query that always gives one. */
  async one<Row = Record<string, Plain>>(
    sql: string,
    params: Params = [],
    options: CallOptions = {},
  ): Promise<Row> {
    const [row] = await this.all<Row>(sql, params, options)
    if (row === undefined) throw new Error(`the query gave no row: ${sql}`)
    return row
  }

  /** All rows as one typed array (or list of text) for each column, for millions of rows; see `ColumnData`. */
  columns<Columns extends Record<string, ColumnData> = Record<string, ColumnData>>(
    sql: string,
    params: Params = [],
    { signal }: CallOptions = {},
  ): Promise<Columns> {
    return this.#call(signal, async () => {
      const result = await this.#connection.stream(sql, [...params])
      const collectors = collectorsOf(result)
      for await (const chunk of result) {
        collectors.forEach(({ collector }, index) => {
          collector.add(chunk, index)
        })
        signal?.throwIfAborted()
      }
      return Object.fromEntries(
        collectors.map(({ name, collector }) => [name, collector.finish()]),
      ) as Columns
    })
  }

  /** The columns a query would give. */
  async describe(sql: string): Promise<ColumnDescription[]> {
    const rows = await this.all<{ column_name: string; column_type: string }>(`DESCRIBE ${sql}`)
    return rows.map((row) => ({ name: row.column_name, type: row.column_type }))
  }

  /** Writes a query's rows as Parquet (zstd); the number of rows. */
  copyToParquet(sql: string, path: string, options: ParquetOptions = {}): Promise<number> {
    const { orderBy, rowGroupSize = 122_880, signal } = options
    const query = orderBy === undefined ? sql : `SELECT * FROM (${sql}) ORDER BY ${orderBy}`
    const format = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupSize}`
    return this.run(`COPY (${query}) TO ${literal(path)} (${format})`, [], { signal })
  }

  /** Appends rows, given as columns in the order of the table's: FLOAT (NaN is NULL) and VARCHAR. */
  append(table: string, columns: readonly AppendedColumn[], { signal }: CallOptions = {}): Promise<void> {
    return this.#call(signal, async () => {
      const appender = await this.#connection.createAppender(table)
      appendColumns(appender, columns)
      appender.closeSync()
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last.catch(() => {})
    this.#connection.closeSync()
    this.#instance.closeSync()
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #call<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last
    const done = Promise.withResolvers<void>()
    this.#last = done.promise
    await before
    // DuckDB forgets an interruption that comes before the statement has begun, so it is said until it is heard.
    let repeating: NodeJS.Timeout | undefined
    const interrupt = () => {
      this.#connection.interrupt()
      repeating = setInterval(() => this.#connection.interrupt(), 20)
    }
    try {
      signal?.throwIfAborted()
      signal?.addEventListener('abort', interrupt, { once: true })
      return await work()
    } catch (error) {
      throw error instanceof Error ? tableError(error, signal) : error
    } finally {
      signal?.removeEventListener('abort', interrupt)
      clearInterval(repeating)
      done.resolve()
    }
  }
}

export async function openTables({ memoryLimit, threads, tempDir }: TablesOptions): Promise<Tables> {
  const parent = tempDir ?? tmpdir()
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'duckdb-'))
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    threads: String(threads),
    temp_directory: folder,
    // A statement must never fetch code from the network.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  return new Tables(instance, connection, folder)
}

function collectorsOf(result: DuckDBResult): { name: string; collector: ColumnCollector }[] {
  return result.columnNames().map((name, index) => ({
    name,
    collector: new ColumnCollector(name, result.columnType(index)),
  }))
}
