import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { DomainError } from '@headway/kit/errors'
import type { SourceFile } from './source-files.ts'

const longestHeader = 1 << 20

/**
 * The column names in a CSV file's first line. They are read here rather than guessed by DuckDB, whose guess depends on
 * the rows that follow. INVALID_ARGUMENT for a name twice or a line that is no header.
 */
export async function readCsvHeader(source: SourceFile): Promise<string[]> {
  const names = splitRecord(await firstLine(source))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice === undefined) return names
  throw new DomainError('INVALID_ARGUMENT', `${source.name} has two columns ${twice}`, {
    field: `${source.name}:${twice}`,
    value: twice,
    expected: 'every column once',
  })
}

async function firstLine({ name, path, format }: SourceFile): Promise<string> {
  const file = createReadStream(path)
  const text: Readable = format === 'csv.gz' ? file.pipe(createGunzip()) : file
  text.setEncoding('utf8')
  let line = ''
  try {
    for await (const chunk of text) {
      line += chunk
      const end = endOfRecord(line)
      if (end !== -1)
        return line
          .slice(0, end)
          .replace(/^\ufeff/, '')
          .replace(/\r$/, '')
      if (line.length > longestHeader) break
    }
  } finally {
    file.destroy()
  }
  if (line.length <= longestHeader) return line.replace(/^\ufeff/, '')
  throw new DomainError('INVALID_ARGUMENT', `${name} does not begin with a line of column names`, {
    field: name,
    value: line.slice(0, 80),
    expected: 'CSV with a header',
  })
}

/** Where the first line ends that is not inside quotes; -1 where it does not end yet. */
function endOfRecord(text: string): number {
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '"') quoted = !quoted
    else if (text[index] === '\n' && !quoted) return index
  }
  return -1
}

function splitRecord(line: string): string[] {
  if (line === '') return []
  const fields: string[] = []
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
  }
  return fields
}
