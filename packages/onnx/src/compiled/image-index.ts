import { crc32 } from 'node:zlib'
import { engineVersion } from './engine-version.ts'
import type { ImageEntry } from './image.ts'

/** What is in an image and where. A verdict below zero is agreement (-1 exact, -2 close), else it numbers a reason. */
export type ImageIndex = {
  byteLength: number
  engineVersion: string
  reasons: string[]
  positions: Map<string, number>
  verdicts: Int32Array
  /** Bytes from the first program on. */
  offsets: Float64Array
  lengths: Int32Array
  checksums: Uint32Array
}

/** The index of the entries, whose programs follow in their order. */
export function indexBytes(entries: readonly ImageEntry[]): Uint8Array {
  const reasons = new Map<string, number>()
  const count = entries.length
  const offsets = new Float64Array(count)
  const [verdicts, lengths, checksums] = [
    new Int32Array(count),
    new Int32Array(count),
    new Uint32Array(count),
  ]
  let offset = 0
  for (const [at, { result }] of entries.entries()) {
    offsets[at] = offset
    if ('reason' in result) {
      const known = reasons.get(result.reason) ?? reasons.size
      reasons.set(result.reason, known)
      verdicts[at] = known
    } else {
      verdicts[at] = result.agreement === 'exact' ? -1 : -2
      lengths[at] = result.program.byteLength
      checksums[at] = crc32(result.program)
      offset += result.program.byteLength
    }
  }
  const about = Buffer.from(JSON.stringify({ engineVersion, count, reasons: [...reasons.keys()] }))
  const digests = Buffer.from(entries.map(({ sha256 }) => sha256).join(''), 'hex')
  const length = Buffer.alloc(4)
  length.writeUInt32LE(about.byteLength)
  const columns = [offsets, verdicts, lengths, checksums].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  )
  return Buffer.concat([length, about, digests, ...columns])
}

/** Reads what `indexBytes` wrote; the bytes have been checked before. */
export function parseIndex(bytes: Uint8Array): ImageIndex {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 4 + buffer.readUInt32LE(0)
  const about = JSON.parse(buffer.toString('utf8', 4, at)) as {
    engineVersion: string
    count: number
    reasons: string[]
  }
  const { count } = about
  const positions = new Map<string, number>()
  for (let index = 0; index < count; index++) {
    positions.set(buffer.toString('hex', at + 32 * index, at + 32 * (index + 1)), index)
  }
  at += 32 * count
  // Copied out, because numbers in the file do not lie at multiples of their size.
  const column = (size: number) => {
    const { buffer } = bytes.slice(at, at + size * count)
    at += size * count
    return buffer
  }
  return {
    byteLength: bytes.byteLength,
    engineVersion: about.engineVersion,
    reasons: about.reasons,
    positions,
    offsets: new Float64Array(column(8)),
    verdicts: new Int32Array(column(4)),
    lengths: new Int32Array(column(4)),
    checksums: new Uint32Array(column(4)),
  }
}
