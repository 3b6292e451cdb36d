import { parse } from 'csv-parse/sync'

const quote = 0x22
const newline = 0x0a
const pieceBytes = 2 ** 24

/** Calls with each record of a CSV and its line, header and all; empty lines are left out. */
export function eachRecord(content: Uint8Array, onRecord: (values: string[], line: number) => void): void {
  if (content.includes(quote)) eachQuoted(content, onRecord)
  else eachPlain(content, onRecord)
}

function eachQuoted(content: Uint8Array, onRecord: (values: string[], line: number) => void): void {
  parse(content, {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    onRecord(values: string[], { lines }: { lines: number }) {
      onRecord(values, lines)
      return null
    },
  })
}

// Large tables are written without quotes, and are read several times as fast by splitting lines.
function eachPlain(content: Uint8Array, onRecord: (values: string[], line: number) => void): void {
  const decoder = new TextDecoder()
  let line = 0
  for (let from = 0; from < content.length; ) {
    const limit = Math.min(content.length, from + pieceBytes)
    const lastLine = content.lastIndexOf(newline, limit - 1)
    const to = limit === content.length || lastLine < from ? limit : lastLine + 1
    const text = decoder.decode(content.subarray(from, to), { stream: to < content.length })
    for (let start = 0; start < text.length; ) {
      const found = text.indexOf('\n', start)
      const end = found < 0 ? text.length : found
      line++
      const row = text.slice(start, text[end - 1] === '\r' ? end - 1 : end)
      if (row !== '') onRecord(row.split(','), line)
      start = end + 1
    }
    from = to
  }
}
