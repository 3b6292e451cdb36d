import { Readable } from 'node:stream'
import { DomainError } from '@headway/kit/errors'
import { pack as tarPack } from 'tar-stream'
import { digestMismatch, digestOf } from './digest.ts'
import type { ArtifactStore } from './store.ts'

/** Where one member's bytes lie: `offset` and `length` within the artifact `pack`. */
export type PackSlot = { pack: string; offset: number; length: number; sha256: string }

export type PackMember = { name: string; offset: number; length: number; sha256: string }

const block = 512
const windowBytes = 4 << 20

/**
 * Writes members as one plain tar (`<sha256>.onnx` each, equal bytes once) in the order given, and says where each lies.
 * The same members in the same order give the same digest: the tar carries no times or owners.
 */
export async function writePack(
  store: ArtifactStore,
  members: AsyncIterable<{ name: string; bytes: Uint8Array }> | Iterable<{ name: string; bytes: Uint8Array }>,
): Promise<{ digest: string; size: number; members: PackMember[] }> {
  const tar = tarPack()
  const written: PackMember[] = []
  const slots = new Map<string, number>()
  let position = 0
  async function fill(): Promise<void> {
    for await (const { name, bytes } of members) {
      const sha256 = digestOf(bytes)
      let offset = slots.get(sha256)
      if (offset === undefined) {
        offset = position + block
        slots.set(sha256, offset)
        position = offset + Math.ceil(bytes.byteLength / block) * block
        await addEntry(tar, sha256, bytes)
      }
      written.push({ name, offset, length: bytes.byteLength, sha256 })
    }
    tar.finalize()
  }
  // A failing source must fail the upload too, so the tar is destroyed with its error.
  const filled = fill().catch((error) => {
    tar.destroy(error)
    throw error
  })
  const [stat] = await Promise.all([store.put(Readable.from(tar, { objectMode: false })), filled])
  return { digest: stat.digest, size: stat.size, members: written }
}

/** One member's bytes, verified against its own digest. */
export async function readPackMember(store: ArtifactStore, slot: PackSlot): Promise<Buffer> {
  return verified(await store.read(slot.pack, slot.offset, slot.length), slot)
}

/**
 * Reads many members, each verified, in the order they lie on disk (pack by pack): neighbours share one read.
 * The bytes yielded are views of a larger buffer; copy what is kept for long.
 */
export async function* readPackMembers<Slot extends PackSlot>(
  store: ArtifactStore,
  slots: Iterable<Slot>,
): AsyncGenerator<{ slot: Slot; bytes: Buffer }> {
  const packs = Map.groupBy(slots, (slot) => slot.pack)
  for (const [pack, members] of packs) {
    await using reader = await store.reader(pack)
    members.sort((a, b) => a.offset - b.offset)
    for (const window of windows(members)) {
      const bytes = await reader.read(window.start, window.end - window.start)
      for (const slot of window.slots) {
        const from = slot.offset - window.start
        yield { slot, bytes: verified(bytes.subarray(from, from + slot.length), slot) }
      }
    }
  }
}

/** The members of a pack by their names in the tar; INVALID_ARGUMENT when the artifact is not a plain tar. */
export async function listPack(store: ArtifactStore, digest: string): Promise<PackMember[]> {
  await using reader = await store.reader(digest)
  const members: PackMember[] = []
  let position = 0
  while (position + block <= reader.size) {
    const header = await reader.read(position, block)
    if (header.every((byte) => byte === 0)) return members
    const length = octal(header, 124, 12)
    if (length === undefined || headerSum(header) !== octal(header, 148, 8)) break
    const offset = position + block
    const isFile = header[156] === 0 || header[156] === 0x30
    if (isFile) {
      const sha256 = digestOf(await reader.read(offset, length))
      members.push({ name: text(header, 0, 100), offset, length, sha256 })
    }
    position = offset + Math.ceil(length / block) * block
  }
  throw new DomainError('INVALID_ARGUMENT', `artifact ${digest} is not a pack`, {
    field: 'pack',
    value: digest,
    expected: 'a plain uncompressed tar',
  })
}

function addEntry(tar: ReturnType<typeof tarPack>, sha256: string, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const header = { name: `${sha256}.onnx`, size: bytes.byteLength, mode: 0o644, mtime: new Date(0) }
    const entry = tar.entry(header, (error) => (error ? reject(error) : resolve()))
    entry.end(bytes)
  })
}

function verified(bytes: Buffer, slot: PackSlot): Buffer {
  const actual = digestOf(bytes)
  if (actual === slot.sha256) return bytes
  throw digestMismatch(slot.sha256, actual, `the pack member at ${slot.pack}+${slot.offset}`)
}

function* windows<Slot extends PackSlot>(sorted: readonly Slot[]) {
  let slots: Slot[] = []
  let start = 0
  let end = 0
  for (const slot of sorted) {
    const slotEnd = slot.offset + slot.length
    if (slots.length > 0 && (slotEnd - start > windowBytes || slot.offset - end > 64 * block)) {
      yield { start, end, slots }
      slots = []
    }
    if (slots.length === 0) start = slot.offset
    end = slots.length === 0 ? slotEnd : Math.max(end, slotEnd)
    slots.push(slot)
  }
  if (slots.length > 0) yield { start, end, slots }
}

function text(header: Buffer, offset: number, length: number): string {
  return header.toString('utf8', offset, offset + length).replace(/\0.*$/s, '')
}

function octal(header: Buffer, offset: number, length: number): number | undefined {
  const digits = text(header, offset, length).trim()
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined
}

/** The checksum of a tar header counts its own field as spaces. */
function headerSum(header: Buffer): number {
  let sum = 0
  for (let index = 0; index < block; index++) sum += index >= 148 && index < 156 ? 32 : (header[index] ?? 0)
  return sum
}
