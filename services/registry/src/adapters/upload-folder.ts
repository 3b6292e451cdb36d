import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { checkDigest } from '@headway/artifacts/digest'
import type { ArtifactStat, ArtifactStore } from '@headway/artifacts/store'
import { DomainError } from '@headway/kit/errors'

/** A part of an upload: where it begins, and how long the whole is (null where the end of the stream says it). */
export type UploadPart = { offset: number; length: number | null; total: number | null }

export type UploadFolder = {
  /** Bytes held of an unfinished upload. */
  heldBytes(digest: string): Promise<number>
  /**
   * Adds a part at its offset; with the last byte the artifact is verified and stored. A stream that breaks leaves
   * what came, to go on from. FAILED_PRECONDITION at another offset than the bytes held; INVALID_ARGUMENT for bytes
   * that do not match the digest, of which nothing is kept.
   */
  receive(
    digest: string,
    stream: NodeJS.ReadableStream,
    part: UploadPart,
  ): Promise<{ heldBytes: number; stored: ArtifactStat | null }>
}

const abandonedAfterMs = 7 * 24 * 60 * 60 * 1000

export async function openUploadFolder(
  folder: string,
  artifacts: ArtifactStore,
  limit: number,
): Promise<UploadFolder> {
  await mkdir(folder, { recursive: true })
  await removeAbandoned(folder)
  const running = new Map<string, { abort: AbortController; ended: Promise<unknown> }>()
  const pathOf = (digest: string) => join(folder, `${checkDigest(digest)}.part`)

  async function write(
    digest: string,
    stream: NodeJS.ReadableStream,
    part: UploadPart,
    signal: AbortSignal,
  ): Promise<{ heldBytes: number; stored: ArtifactStat | null }> {
    const path = pathOf(digest)
    const held = await sizeOf(path)
    if ((part.total ?? part.length ?? 0) > limit) throw tooLong(limit, limit)
    if (part.offset !== 0 && part.offset !== held) throw wrongOffset(part.offset, held)
    const most = Math.min(limit, part.total ?? limit) - part.offset
    const file = createWriteStream(path, { flags: part.offset === 0 ? 'w' : 'a' })
    await pipeline(stream, refuseMore(Math.min(most, part.length ?? most), limit), file, { signal })
    const heldBytes = await sizeOf(path)
    if (part.total !== null && heldBytes < part.total) return { heldBytes, stored: null }
    try {
      return { heldBytes, stored: await artifacts.putFile(path, { expected: digest }) }
    } finally {
      await rm(path, { force: true })
    }
  }

  return {
    heldBytes: (digest) => sizeOf(pathOf(digest)),
    async receive(digest, stream, part) {
      // A client that comes again is believed before a connection that may be dead.
      const before = running.get(digest)
      before?.abort.abort()
      const abort = new AbortController()
      const ended = Promise.resolve(before?.ended)
        .catch(() => undefined)
        .then(() => write(digest, stream, part, abort.signal))
      const own = { abort, ended }
      running.set(digest, own)
      try {
        return await ended
      } finally {
        if (running.get(digest) === own) running.delete(digest)
      }
    },
  }
}

function refuseMore(most: number, limit: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.byteLength
      if (seen <= most) done(null, chunk)
      else done(tooLong(most, limit))
    },
  })
}

function tooLong(most: number, limit: number): DomainError {
  return new DomainError(
    'RESOURCE_EXHAUSTED',
    `more than the ${most} bytes that were announced or are allowed`,
    {
      field: 'body',
      expected: `at most ${most} bytes here, and ${limit} in all`,
    },
  )
}

function wrongOffset(offset: number, held: number): DomainError {
  return new DomainError('FAILED_PRECONDITION', `the part begins at ${offset}, ${held} bytes are held`, {
    field: 'content-range',
    value: offset,
    expected: `a part that begins at ${held}, or at 0 to begin again`,
    details: { heldBytes: held },
  })
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(path, { force: true })
  }
}
