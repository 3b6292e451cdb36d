import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DomainError } from '@headway/kit/errors'
import { checkDigest, digestMismatch, digestOf } from './digest.ts'
import type { ArtifactReader, ArtifactSource, ArtifactStat, ArtifactStore, PutOptions } from './store.ts'

const abandonedAfterMs = 24 * 60 * 60 * 1000

/** An artifact store in a folder that every process of one machine (or one shared file system) can open. */
export class FolderStore implements ArtifactStore {
  readonly #root: string
  readonly #verified = new Map<string, string>()

  constructor(root: string) {
    this.#root = root
  }

  static async open(folder: string): Promise<FolderStore> {
    const root = resolve(folder)
    await mkdir(join(root, 'objects'), { recursive: true })
    await mkdir(join(root, 'incoming'), { recursive: true })
    await removeAbandoned(join(root, 'incoming'))
    return new FolderStore(root)
  }

  async put(source: ArtifactSource, { expected }: PutOptions = {}): Promise<ArtifactStat> {
    if (expected !== undefined) checkDigest(expected)
    if (source instanceof Uint8Array) return this.#putBytes(source, expected)
    return this.#putStream(source instanceof Readable ? source : createReadStream(source.path), expected)
  }

  putFile(path: string, options: PutOptions = {}): Promise<ArtifactStat> {
    return this.put({ path }, options)
  }

  async get(digest: string): Promise<Buffer> {
    await using reader = await this.reader(digest)
    const bytes = await reader.read(0, reader.size)
    const actual = digestOf(bytes)
    if (actual !== digest) throw digestMismatch(digest, actual)
    return bytes
  }

  open(digest: string, { offset = 0, length }: { offset?: number; length?: number } = {}): Readable {
    const path = this.#file(digest)
    if (length === 0) return Readable.from([])
    const whole = offset === 0 && length === undefined
    const stream = createReadStream(path, {
      start: offset,
      ...(length === undefined ? {} : { end: offset + length - 1 }),
    })
    const out = whole ? verifying(digest) : new PassThrough()
    stream.on('error', (error) => out.destroy(translate(error, digest)))
    out.on('close', () => stream.destroy())
    return stream.pipe(out)
  }

  async read(digest: string, offset: number, length: number): Promise<Buffer> {
    await using reader = await this.reader(digest)
    // Awaited here: closing the file takes a turn, in which a rejection would count as unhandled.
    return await reader.read(offset, length)
  }

  async reader(digest: string): Promise<ArtifactReader> {
    const handle = await open(this.#file(digest), 'r').catch((error) => {
      throw translate(error, digest)
    })
    const { size } = await handle.stat()
    return {
      size,
      read: (offset, length) => readExactly(handle, digest, size, offset, length),
      [Symbol.asyncDispose]: () => handle.close(),
    }
  }

  async path(digest: string): Promise<string> {
    const path = this.#file(digest)
    const found = await this.#find(digest)
    // A file that was verified and has not changed since need not be hashed again.
    const state = `${found.size}:${found.modifiedMs}`
    if (this.#verified.get(digest) !== state) {
      const hash = createHash('sha256')
      await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
      const actual = hash.digest('hex')
      if (actual !== digest) throw digestMismatch(digest, actual)
      this.#verified.set(digest, state)
    }
    return path
  }

  async has(digest: string): Promise<boolean> {
    return stat(this.#file(digest)).then(
      () => true,
      () => false,
    )
  }

  async stat(digest: string): Promise<ArtifactStat> {
    const { size } = await this.#find(digest)
    return { digest, size }
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #file(digest: string): string {
    checkDigest(digest)
    return join(this.#root, 'objects', digest.slice(0, 2), digest.slice(2))
  }

  async #find(digest: string): Promise<{ size: number; modifiedMs: number }> {
    const found = await stat(this.#file(digest)).catch((error) => {
      throw translate(error, digest)
    })
    return { size: found.size, modifiedMs: found.mtimeMs }
  }

  async #putBytes(bytes: Uint8Array, expected: string | undefined): Promise<ArtifactStat> {
    const digest = digestOf(bytes)
    if (expected !== undefined && expected !== digest) throw digestMismatch(expected, digest)
    const size = bytes.byteLength
    const present = await stat(this.#file(digest)).catch(() => undefined)
    if (present?.size === size) return { digest, size }
    const incoming = this.#incoming()
    try {
      await using handle = await open(incoming, 'wx')
      await handle.writeFile(bytes)
      await handle.sync()
      await this.#publish(incoming, digest)
    } finally {
      await rm(incoming, { force: true })
    }
    return { digest, size }
  }

  async #putStream(stream: Readable, expected: string | undefined): Promise<ArtifactStat> {
    const incoming = this.#incoming()
    try {
      await using handle = await open(incoming, 'wx')
      const hash = createHash('sha256')
      let size = 0
      async function* measured() {
        for await (const chunk of stream) {
          const bytes: Buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
          hash.update(bytes)
          size += bytes.byteLength
          yield bytes
        }
      }
      await handle.writeFile(measured())
      const digest = hash.digest('hex')
      if (expected !== undefined && expected !== digest) throw digestMismatch(expected, digest)
      await handle.sync()
      await this.#publish(incoming, digest)
      return { digest, size }
    } finally {
      await rm(incoming, { force: true })
    }
  }

  #incoming(): string {
    return join(this.#root, 'incoming', randomUUID())
  }

  /** Rename replaces atomically, so writers of equal bytes do not disturb each other or a reader. */
  async #publish(incoming: string, digest: string): Promise<void> {
    const path = this.#file(digest)
    await mkdir(dirname(path), { recursive: true })
    await rename(incoming, path)
    await using folder = await open(dirname(path), 'r')
    await folder.sync()
  }
}

async function readExactly(
  handle: FileHandle,
  digest: string,
  size: number,
  offset: number,
  length: number,
): Promise<Buffer> {
  if (offset < 0 || length < 0 || offset + length > size) {
    throw new DomainError('INVALID_ARGUMENT', `the range lies outside artifact ${digest}`, {
      field: 'range',
      value: `${offset}+${length}`,
      expected: `within ${size} bytes`,
    })
  }
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled)
    if (bytesRead === 0) throw new Error(`artifact ${digest} was cut short while it was read`)
    filled += bytesRead
  }
  return bytes
}

function verifying(digest: string): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      const actual = hash.digest('hex')
      done(actual === digest ? null : digestMismatch(digest, actual))
    },
  })
}

function translate(error: NodeJS.ErrnoException, digest: string): Error {
  if (error.code !== 'ENOENT') return error
  return new DomainError('NOT_FOUND', `artifact ${digest} does not exist`, {
    cause: error,
    field: 'digest',
    value: digest,
  })
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(path, { force: true })
  }
}
