import { alignment } from './program.ts'
import { segmentBits, segmentBytes, segmentWords } from './segment.ts'

/** Called when the arena takes a piece of memory for shared use, and with null when it lets one go. */
export type OnSegment = (index: number, buffer: SharedArrayBuffer | null) => void

/** A free range of a segment, in bytes. */
type Free = { start: number; end: number }

type Held = { buffer: SharedArrayBuffer; bytes: Uint8Array; free: Free[]; used: number }

/**
 * The memory of all programs, in segments that threads share. One thread owns it. A range that was freed is used again
 * at once, so it may be freed only when no run can reach it any more; an empty segment goes back to the system.
 */
export class Arena {
  readonly #segments: (Held | undefined)[] = []
  readonly #onSegment: OnSegment
  #usedBytes = 0
  #reservedBytes = 0

  constructor(onSegment: OnSegment) {
    this.#onSegment = onSegment
  }

  /** Bytes that programs take. */
  get usedBytes(): number {
    return this.#usedBytes
  }

  /** Bytes of all segments: what the arena can take of the system's memory. */
  get reservedBytes(): number {
    return this.#reservedBytes
  }

  /** The segments there are, for a thread that begins later. */
  segments(): [number, SharedArrayBuffer][] {
    return this.#segments.flatMap((held, index): [number, SharedArrayBuffer][] =>
      held ? [[index, held.buffer]] : [],
    )
  }

  /** Copies a program in; its handle. */
  place(program: Uint8Array): number {
    const handle = this.allocate(program.byteLength)
    this.bytesAt(handle, program.byteLength).set(program)
    return handle
  }

  /** A range of so many bytes. Segments that came first are filled first, so that later ones empty. */
  allocate(byteLength: number): number {
    const size = rounded(byteLength)
    let index = 0
    for (; index < this.#segments.length; index++) {
      const start = take(this.#segments[index], size)
      if (start !== undefined) return this.#taken(index, start, size)
    }
    index = this.#segments.indexOf(undefined)
    if (index === -1) index = this.#segments.length
    // A program larger than a segment gets one of its own.
    const buffer = new SharedArrayBuffer(Math.max(size, segmentBytes))
    const free = [{ start: 0, end: buffer.byteLength }]
    const held = { buffer, bytes: new Uint8Array(buffer), free, used: 0 }
    this.#segments[index] = held
    this.#reservedBytes += buffer.byteLength
    this.#onSegment(index, buffer)
    return this.#taken(index, take(held, size) ?? 0, size)
  }

  /** The bytes of a range, to be filled. */
  bytesAt(handle: number, byteLength: number): Uint8Array {
    const start = startOf(handle)
    return this.#get(handle).bytes.subarray(start, start + byteLength)
  }

  /** Gives back what `allocate` or `place` gave; the length is the same as then. */
  free(handle: number, byteLength: number): void {
    const held = this.#get(handle)
    const size = rounded(byteLength)
    const start = startOf(handle)
    putBack(held.free, { start, end: start + size })
    // What is run by mistake later shall not find a program.
    held.bytes.fill(0, start, start + alignment)
    held.used -= size
    this.#usedBytes -= size
    if (held.used > 0) return
    const index = handle >>> segmentBits
    this.#segments[index] = undefined
    this.#reservedBytes -= held.buffer.byteLength
    this.#onSegment(index, null)
  }

  #taken(index: number, start: number, size: number): number {
    const held = this.#segments[index] as Held
    held.used += size
    this.#usedBytes += size
    return index * segmentWords + start / 4
  }

  #get(handle: number): Held {
    const held = this.#segments[handle >>> segmentBits]
    if (held === undefined) throw new RangeError(`the arena has no segment for handle ${handle}`)
    return held
  }
}

function rounded(byteLength: number): number {
  return Math.ceil(byteLength / alignment) * alignment
}

function startOf(handle: number): number {
  return 4 * (handle & (segmentWords - 1))
}

/** The smallest free range that is large enough gives its beginning. */
function take(held: Held | undefined, size: number): number | undefined {
  if (held === undefined) return undefined
  let best: Free | undefined
  for (const range of held.free) {
    const length = range.end - range.start
    if (length >= size && (best === undefined || length < best.end - best.start)) best = range
  }
  if (best === undefined) return undefined
  const { start } = best
  best.start += size
  if (best.start === best.end) held.free.splice(held.free.indexOf(best), 1)
  return start
}

/** Ranges are kept in order and never touch. */
function putBack(free: Free[], range: Free): void {
  let low = 0
  let high = free.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((free[middle] as Free).start < range.start) low = middle + 1
    else high = middle
  }
  const [before, after] = [free[low - 1], free[low]]
  if ((before && before.end > range.start) || (after && after.start < range.end))
    throw new RangeError('a range was freed twice')
  const joinsBefore = before?.end === range.start
  if (after?.start === range.end) {
    after.start = joinsBefore && before ? before.start : range.start
    if (joinsBefore) free.splice(low - 1, 1)
  } else if (joinsBefore && before) before.end = range.end
  else free.splice(low, 0, range)
}
