import { DomainError } from '@headway/kit/errors'

/** All partitions of a version as columns of one length, by canonical key. */
export type GridColumns = {
  keys: readonly string[]
  verdicts: readonly (string | null)[]
  changed: readonly boolean[]
  pinned: readonly boolean[]
  trainedRows: readonly (number | null)[]
  /** Null where a partition has not the metric. */
  metrics: ReadonlyMap<string, readonly (number | null)[]>
}

type Column = { name: string; type: string; bytes: Uint8Array; categories?: readonly string[] }

const gridFormat = 'headway.grid/1'
const verdictCategories = ['BETTER', 'NON_INFERIOR', 'WORSE', 'TOO_LITTLE_DATA']
const mostMetrics = 50

/** The metrics asked for, each once and in order; the primary one where none is named. INVALID_ARGUMENT beyond 50. */
export function gridMetrics(asked: readonly string[] | null, primaryMetric: string): string[] {
  const names = [...new Set(asked ?? [primaryMetric])].sort()
  if (names.length <= mostMetrics) return names
  throw new DomainError('INVALID_ARGUMENT', 'too many metrics', {
    field: 'metrics',
    value: names.length,
    expected: `at most ${mostMetrics}`,
  })
}

/**
 * The bytes of a headway.grid/1 file: the length of its header (uint32, little-endian), the header as JSON, and the
 * columns, each from a multiple of 8 bytes on. Equal content gives equal bytes; docs/partition-grid.md has the format.
 */
export function encodeGrid(of: { model: string; version: string }, columns: GridColumns): Uint8Array {
  const laidOut: (Omit<Column, 'bytes'> & { offset: number; length: number })[] = []
  const parts: Uint8Array[] = []
  let end = 0
  for (const { bytes, ...column } of listColumns(columns)) {
    laidOut.push({ ...column, offset: end, length: bytes.byteLength })
    parts.push(bytes)
    end += padded(bytes.byteLength)
  }
  const header = JSON.stringify({ format: gridFormat, ...of, rows: columns.keys.length, columns: laidOut })
  const headerBytes = new TextEncoder().encode(header)
  const begin = padded(4 + headerBytes.byteLength)
  const grid = new Uint8Array(begin + end)
  new DataView(grid.buffer).setUint32(0, begin - 4, true)
  // Spaces after the JSON text bring the columns to their place.
  grid.fill(0x20, 4, begin)
  grid.set(headerBytes, 4)
  for (const [index, bytes] of parts.entries()) grid.set(bytes, begin + (laidOut[index]?.offset ?? 0))
  return grid
}

function listColumns({ keys, verdicts, changed, pinned, trainedRows, metrics }: GridColumns): Column[] {
  return [
    ...textColumns('key', keys),
    {
      name: 'verdict',
      type: 'uint8',
      categories: verdictCategories,
      bytes: Uint8Array.from(verdicts, (verdict) =>
        verdict === null ? 255 : verdictCategories.indexOf(verdict),
      ),
    },
    { name: 'changed', type: 'uint8', bytes: Uint8Array.from(changed, Number) },
    { name: 'pinned', type: 'uint8', bytes: Uint8Array.from(pinned, Number) },
    { name: 'trained_rows', type: 'float64', bytes: float64(trainedRows) },
    ...[...metrics].map(([name, values]) => ({
      name: `metric.${name}`,
      type: 'float64',
      bytes: float64(values),
    })),
  ]
}

/** Where each text begins in the text of all (one more than there are), and that text. */
function textColumns(name: string, values: readonly string[]): Column[] {
  const encoder = new TextEncoder()
  const offsets = new DataView(new ArrayBuffer(4 * (values.length + 1)))
  const texts = values.map((value) => encoder.encode(value))
  let end = 0
  for (const [index, text] of texts.entries()) {
    end += text.byteLength
    offsets.setUint32(4 * (index + 1), end, true)
  }
  const all = new Uint8Array(end)
  let at = 0
  for (const text of texts) {
    all.set(text, at)
    at += text.byteLength
  }
  return [
    { name: `${name}.offsets`, type: 'uint32', bytes: new Uint8Array(offsets.buffer) },
    { name, type: 'utf8', bytes: all },
  ]
}

/** Little-endian; NaN where there is no value. */
function float64(values: readonly (number | null)[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * values.length))
  for (const [index, value] of values.entries()) view.setFloat64(8 * index, value ?? Number.NaN, true)
  return new Uint8Array(view.buffer)
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8
}
