import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ArtifactStore } from '@headway/artifacts/store'
import { identifier, literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'

type Value = string | number | boolean | null
const linesAtOnce = 5000

/** Keeps a table as a Parquet artifact and answers with its digest; `columns` gives each name its SQL type. */
export async function writeResults(
  { tables, artifacts }: { tables: Tables; artifacts: ArtifactStore },
  columns: Record<string, 'varchar' | 'double' | 'boolean'>,
  rows: Iterable<readonly Value[]>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'headway-results-'))
  try {
    const text = join(folder, 'results.csv')
    await pipeline(Readable.from(lines(rows)), createWriteStream(text))
    const types = Object.entries(columns).map(([name, type]) => `${literal(name)}: ${literal(type)}`)
    const path = join(folder, 'results.parquet')
    await tables.copyToParquet(
      `select ${Object.keys(columns).map(identifier).join(', ')}
       from read_csv(${literal(text)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"',
         columns = { ${types.join(', ')} })`,
      path,
    )
    return (await artifacts.putFile(path)).digest
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Keeps a list of partitions, the worst first (headway.partitions/1), and answers with its digest. */
export async function writePartitions(
  artifacts: ArtifactStore,
  partitions: readonly string[],
): Promise<string> {
  const list = { format: 'headway.partitions/1', partitions }
  return (await artifacts.put(Buffer.from(JSON.stringify(list)))).digest
}

function* lines(rows: Iterable<readonly Value[]>): Generator<string> {
  let text = ''
  let count = 0
  for (const row of rows) {
    text += `${row.map(field).join(',')}\n`
    if (++count % linesAtOnce === 0) {
      yield text
      text = ''
    }
  }
  yield text
}

function field(value: Value): string {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return ''
  return typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value)
}
