import { createWriteStream } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

/** Writes a file under another name first, so that under its own it is always whole. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.unfinished`
  await writeFile(unfinished, content)
  await rename(unfinished, path)
}

/** The same for parts of text that are compressed while they come. */
export async function writeGzip(
  path: string,
  parts: Iterable<string> | AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const unfinished = `${path}.unfinished`
  await pipeline(
    Readable.from(parts),
    createGzip({ level: 1, chunkSize: 256 * 1024 }),
    createWriteStream(unfinished),
    ...(signal ? [{ signal }] : []),
  )
  await rename(unfinished, path)
}
