import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { DomainError } from '@headway/kit/errors'
import type { Arena } from './arena.ts'
import { engineVersion } from './engine-version.ts'
import { type ImageIndex, indexBytes, parseIndex } from './image-index.ts'
import { alignment } from './program.ts'
import type { Agreement, Proved } from './prove.ts'
import { segmentBits } from './segment.ts'

/** The verdict on an artifact, and its program where it has one. */
export type ImageEntry = { sha256: string; result: Proved }

/** What an image knows of an artifact. */
export type Verdict = { agreement: Agreement; byteLength: number } | { reason: string }

/** Where a program was put. */
export type Loaded = { handle: number; byteLength: number }

const prefixBytes = 16
const chunkBytes = 4 * 1024 * 1024
const mark = Buffer.from('HWIMAGE1')

/**
 * Writes the programs of many artifacts into one file, in the form in which they run, with the reasons of those that have
 * none. The file is whole or not there.
 */
export async function writeImage(path: string, entries: readonly ImageEntry[]): Promise<void> {
  const index = indexBytes(entries)
  const prefix = Buffer.alloc(prefixBytes)
  mark.copy(prefix)
  prefix.writeUInt32LE(index.byteLength, 8)
  prefix.writeUInt32LE(crc32(index), 12)
  const programs = entries.flatMap(({ result }) => ('program' in result ? [result.program] : []))
  const padding = new Uint8Array(programsAt(index.byteLength) - prefixBytes - index.byteLength)
  const temporary = `${path}.${randomUUID()}`
  try {
    await using file = await open(temporary, 'wx')
    await file.writev([prefix, index, padding])
    for (let at = 0; at < programs.length; at += 512) await file.writev(programs.slice(at, at + 512))
    await file.sync()
    await rename(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Opens an image; undefined when there is none, it is damaged, or another version of the engine wrote it. */
export async function openImage(path: string): Promise<Image | undefined> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (file === undefined) return undefined
  const index = await readIndex(file)
  if (index?.engineVersion === engineVersion) return new Image(file, index)
  await file.close()
  return undefined
}

/** An open image. */
export class Image implements AsyncDisposable {
  readonly #file: FileHandle
  readonly #index: ImageIndex
  readonly #programsAt: number

  constructor(file: FileHandle, index: ImageIndex) {
    this.#file = file
    this.#index = index
    this.#programsAt = programsAt(index.byteLength)
  }

  /** What is known of an artifact; undefined when it is not in the image. */
  find(sha256: string): Verdict | undefined {
    const at = this.#index.positions.get(sha256)
    if (at === undefined) return undefined
    const { reasons, verdicts, lengths } = this.#index
    const verdict = verdicts[at] as number
    if (verdict >= 0) return { reason: reasons[verdict] as string }
    return { agreement: verdict === -1 ? 'exact' : 'close', byteLength: lengths[at] as number }
  }

  /**
   * Reads the programs of these artifacts into the arena, those that follow one another together. UNAVAILABLE, with
   * nothing left in the arena, when the image is damaged; artifacts without a program are left out.
   */
  async load(arena: Arena, sha256s: Iterable<string>): Promise<Map<string, Loaded>> {
    const wanted = this.#wanted(sha256s)
    const loaded = new Map<string, Loaded>()
    try {
      for (let first = 0; first < wanted.length; ) {
        const end = this.#place(arena, wanted, first, loaded)
        await this.#fill(arena, wanted.slice(first, end), loaded)
        first = end
      }
    } catch (error) {
      for (const { handle, byteLength } of loaded.values()) arena.free(handle, byteLength)
      throw error
    }
    return loaded
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close()
  }

  #wanted(sha256s: Iterable<string>): { sha256: string; at: number }[] {
    const { positions, verdicts, offsets } = this.#index
    const wanted: { sha256: string; at: number }[] = []
    for (const sha256 of new Set(sha256s)) {
      const at = positions.get(sha256)
      if (at !== undefined && (verdicts[at] as number) < 0) wanted.push({ sha256, at })
    }
    return wanted.sort((a, b) => (offsets[a.at] as number) - (offsets[b.at] as number))
  }

  /** Finds room for programs as long as they lie behind one another in the file and in the arena; where that ends. */
  #place(
    arena: Arena,
    wanted: readonly { sha256: string; at: number }[],
    first: number,
    loaded: Map<string, Loaded>,
  ): number {
    const { offsets, lengths } = this.#index
    let bytes = 0
    for (let index = first; ; index++) {
      const next = wanted[index]
      if (next === undefined) return index
      const [offset, byteLength] = [offsets[next.at] as number, lengths[next.at] as number]
      const begin = wanted[first] as { at: number }
      if (index > first && (offset !== (offsets[begin.at] as number) + bytes || bytes > chunkBytes))
        return index
      const handle = arena.allocate(byteLength)
      const start = index > first ? this.#handleOf(wanted[first], loaded) : handle
      if (handle !== start + bytes / 4 || handle >>> segmentBits !== start >>> segmentBits) {
        arena.free(handle, byteLength)
        return index
      }
      loaded.set(next.sha256, { handle, byteLength })
      bytes += byteLength
    }
  }

  async #fill(
    arena: Arena,
    together: readonly { sha256: string; at: number }[],
    loaded: ReadonlyMap<string, Loaded>,
  ): Promise<void> {
    const { offsets, lengths, checksums } = this.#index
    const first = this.#handleOf(together[0], loaded)
    const total = together.reduce((sum, { at }) => sum + (lengths[at] as number), 0)
    const bytes = arena.bytesAt(first, total)
    const from = this.#programsAt + (offsets[together[0]?.at ?? 0] as number)
    const { bytesRead } = await this.#file.read(bytes, 0, total, from)
    let at = 0
    for (const program of together) {
      const end = at + (lengths[program.at] as number)
      if (end > bytesRead || crc32(bytes.subarray(at, end)) !== checksums[program.at]) {
        throw new DomainError('UNAVAILABLE', `the compiled image is damaged at ${program.sha256}`)
      }
      at = end
    }
  }

  #handleOf(program: { sha256: string } | undefined, loaded: ReadonlyMap<string, Loaded>): number {
    return loaded.get(program?.sha256 ?? '')?.handle ?? -1
  }
}

async function readIndex(file: FileHandle): Promise<ImageIndex | undefined> {
  const prefix = Buffer.alloc(prefixBytes)
  const { bytesRead } = await file.read(prefix, 0, prefixBytes, 0)
  if (bytesRead < prefixBytes || !prefix.subarray(0, mark.length).equals(mark)) return undefined
  const { size } = await file.stat()
  const length = prefix.readUInt32LE(8)
  if (length > size) return undefined
  const bytes = new Uint8Array(length)
  await file.read(bytes, 0, length, prefixBytes)
  return crc32(bytes) === prefix.readUInt32LE(12) ? parseIndex(bytes) : undefined
}

function programsAt(indexLength: number): number {
  return Math.ceil((prefixBytes + indexLength) / alignment) * alignment
}
