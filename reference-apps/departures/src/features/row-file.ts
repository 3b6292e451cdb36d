import { type FileHandle, open, readFile } from 'node:fs/promises'
import { DomainError } from '@headway/kit/errors'

/** Rows in float32 columns, sorted by partition; partition p owns rows `from` to `to` − 1. */
export type RowTable = {
  columnNames: readonly string[]
  rows: number
  columns: Float32Array[]
  partitions: { key: readonly string[]; from: number; to: number }[]
}

const magic = 'HWROWS01'

/** Writes a row table: a JSON head with names and partitions, then each column whole, little-endian. */
export async function writeRows(path: string, table: RowTable): Promise<void> {
  const { columnNames, rows, partitions } = table
  const head = Buffer.from(JSON.stringify({ columnNames, rows, partitions }))
  const size = Math.ceil((magic.length + 4 + head.length) / 4) * 4
  const start = Buffer.alloc(size)
  start.write(magic)
  start.writeUInt32LE(head.length, magic.length)
  head.copy(start, magic.length + 4)
  await using file = await open(path, 'w')
  await file.writeFile(start)
  for (const column of table.columns) {
    await file.writeFile(new Uint8Array(column.buffer, column.byteOffset, rows * 4))
  }
}

/** Reads a row table; INVALID_ARGUMENT when the file is not one or is cut short. */
export async function readRows(path: string): Promise<RowTable> {
  const bytes = await readFile(path)
  const headLength = bytes.length > 12 ? bytes.readUInt32LE(magic.length) : 0
  if (bytes.toString('latin1', 0, magic.length) !== magic || bytes.length < magic.length + 4 + headLength) {
    throw new DomainError('INVALID_ARGUMENT', `${path} is not a row table`, { field: path, expected: magic })
  }
  const head = JSON.parse(bytes.toString('utf8', 12, 12 + headLength)) as Omit<RowTable, 'columns'>
  const start = Math.ceil((12 + headLength) / 4) * 4
  if (bytes.length !== start + head.columnNames.length * head.rows * 4) {
    throw new DomainError('INVALID_ARGUMENT', `${path} is cut short`, {
      field: path,
      value: bytes.length,
      expected: `${start + head.columnNames.length * head.rows * 4} bytes`,
    })
  }
  const columns = head.columnNames.map(
    (_, k) => new Float32Array(bytes.buffer, bytes.byteOffset + start + k * head.rows * 4, head.rows),
  )
  return { ...head, columns }
}

/** How many rows a row table has, by its head alone. */
export async function countRows(path: string): Promise<number> {
  await using file = await open(path)
  return (await readHead(file)).rows
}

/** The rows of some partitions of a row table; nothing else of the file is read. */
export async function readRowsOf(
  path: string,
  isWanted: (key: readonly string[]) => boolean,
): Promise<RowTable> {
  await using file = await open(path)
  const { columnNames, rows, partitions, start } = await readHead(file)
  const wanted = partitions.filter(({ key }) => isWanted(key))
  const taken = wanted.reduce((sum, { from, to }) => sum + to - from, 0)
  const columns: Float32Array[] = []
  for (const column of columnNames.keys()) {
    const values = new Float32Array(taken)
    let at = 0
    for (const { from, to } of wanted) {
      await file.read(values, at * 4, (to - from) * 4, start + (column * rows + from) * 4)
      at += to - from
    }
    columns.push(values)
  }
  let next = 0
  const ranges = wanted.map(({ key, from, to }) => {
    next += to - from
    return { key, from: next - (to - from), to: next }
  })
  return { columnNames, rows: taken, columns, partitions: ranges }
}

async function readHead(file: FileHandle): Promise<Omit<RowTable, 'columns'> & { start: number }> {
  const begin = Buffer.alloc(12)
  await file.read(begin, 0, 12, 0)
  const head = Buffer.alloc(begin.readUInt32LE(magic.length))
  await file.read(head, 0, head.length, 12)
  return { ...JSON.parse(head.toString('utf8')), start: Math.ceil((12 + head.length) / 4) * 4 }
}

/** A column by name; NOT_FOUND when the table does not have it. */
export function column(table: RowTable, name: string): Float32Array {
  const found = table.columns[table.columnNames.indexOf(name)]
  if (!found) throw new DomainError('NOT_FOUND', `the row table has no column ${name}`, { field: name })
  return found
}
