import { DomainError } from '@headway/kit/errors'
import protobuf, { type Type } from 'protobufjs'

const expected = 'a GTFS-Realtime FeedMessage in protocol buffers'

/** What to say of bytes that are no feed: what they look like, or which entity cannot be read, at which byte, and why. */
export function feedDamage(bytes: Uint8Array, entityType: Type, cause: unknown): DomainError {
  const likeness = looksLike(bytes)
  if (likeness) return damaged(`the feed is not GTFS-Realtime but ${likeness}`, cause)
  const reason = cause instanceof Error ? cause.message : String(cause)
  const place = placeOfDamage(bytes, entityType)
  return damaged(`the feed of ${bytes.length} bytes cannot be read at ${place}: ${reason}`, cause)
}

/** INVALID_ARGUMENT for bytes that are no feed. */
export function damaged(message: string, cause?: unknown): DomainError {
  return new DomainError('INVALID_ARGUMENT', message, { cause, field: 'feed', expected })
}

/** In words, for what often stands at a feed's address in its place; undefined for anything else. */
export function looksLike(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'empty'
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'compressed with gzip'
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'a zip file'
  const start = new TextDecoder().decode(bytes.subarray(0, 60)).trim()
  if (/^(<|\{|\[)/.test(start)) return `text that begins with ${JSON.stringify(start)}`
  return undefined
}

// The top level is a list of length-prefixed parts: each can be read alone, up to the one that is at fault.
function placeOfDamage(bytes: Uint8Array, entityType: Type): string {
  const reader = protobuf.Reader.create(bytes)
  let entities = 0
  let start = 0
  try {
    while (reader.pos < reader.len) {
      start = reader.pos
      const tag = reader.uint32()
      if (tag !== (2 << 3) + 2) {
        reader.skipType(tag & 7)
        continue
      }
      entityType.decode(reader, reader.uint32())
      entities++
    }
  } catch {
    return entities === 0 && start === 0 ? 'byte 0' : `entity ${entities + 1}, byte ${start}`
  }
  return 'its header'
}
