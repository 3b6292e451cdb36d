import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type RowTable, writeRows } from './row-file.ts'
import { partitionKey } from './service-day.ts'

const rowsBuffered = 1024

type Part = { file: number; path: string; buffer: Float32Array; used: number; rows: number }

/**
 * Takes rows in any order and leaves one row table for each part of the partitions. Rows wait on disk, so that memory
 * holds one part at a time.
 */
export class RowWriter implements AsyncDisposable {
  readonly #folder: string
  readonly #prefix: string
  readonly #columnNames: readonly string[]
  readonly #partOf: Int32Array
  readonly #parts: Part[] = []

  /** `partOf` gives the part of each partition number. */
  constructor(
    folder: string,
    prefix: string,
    columnNames: readonly string[],
    partOf: Int32Array,
    parts: number,
  ) {
    this.#folder = folder
    this.#prefix = prefix
    this.#columnNames = columnNames
    this.#partOf = partOf
    for (let part = 0; part < parts; part++) {
      const path = join(folder, `${prefix}-${part}.unsorted`)
      const buffer = new Float32Array(rowsBuffered * (columnNames.length + 1))
      this.#parts.push({ file: openSync(path, 'w+'), path, buffer, used: 0, rows: 0 })
    }
  }

  /** Where the next row of a partition goes: an array and the place in it, to be filled at once. */
  next(partition: number): { values: Float32Array; at: number } {
    const part = this.#parts[this.#partOf[partition]!]!
    const width = this.#columnNames.length + 1
    if (part.used === part.buffer.length) flush(part)
    part.buffer[part.used] = partition
    const at = part.used + 1
    part.used += width
    part.rows++
    return { values: part.buffer, at }
  }

  /** Writes the row tables, sorted by partition name and else in the order of arrival; their paths by part. */
  async finish(partitionNames: readonly string[]): Promise<string[]> {
    const paths: string[] = []
    for (const [number, part] of this.#parts.entries()) {
      flush(part)
      const path = join(this.#folder, `${this.#prefix}-${number}.rows`)
      await writeRows(path, sorted(part, this.#columnNames, partitionNames))
      rmSync(part.path)
      paths.push(path)
    }
    return paths
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const part of this.#parts) {
      closeSync(part.file)
      rmSync(part.path, { force: true })
    }
  }
}

function flush(part: Part): void {
  writeSync(part.file, new Uint8Array(part.buffer.buffer, 0, part.used * 4))
  part.used = 0
}

function sorted(part: Part, columnNames: readonly string[], partitionNames: readonly string[]): RowTable {
  const width = columnNames.length + 1
  const bytes = readFileSync(part.path)
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, part.rows * width)
  const counts = new Map<number, number>()
  for (let r = 0; r < part.rows; r++) {
    const partition = values[r * width]!
    counts.set(partition, (counts.get(partition) ?? 0) + 1)
  }
  const names = [...counts.keys()].sort((a, b) => (partitionNames[a]! < partitionNames[b]! ? -1 : 1))
  const next = new Map<number, number>()
  const partitions: RowTable['partitions'] = []
  let from = 0
  for (const partition of names) {
    next.set(partition, from)
    const to = from + counts.get(partition)!
    partitions.push({ key: partitionKey(partitionNames[partition]!), from, to })
    from = to
  }
  const columns = columnNames.map(() => new Float32Array(part.rows))
  for (let r = 0; r < part.rows; r++) {
    const partition = values[r * width]!
    const at = next.get(partition)!
    next.set(partition, at + 1)
    for (let c = 1; c < width; c++) columns[c - 1]![at] = values[r * width + c]!
  }
  return { columnNames, rows: part.rows, columns, partitions }
}
