/** Where a message is being read: protocol buffers, without copying what lies inside. */
export type Cursor = { bytes: Uint8Array; view: DataView; at: number; end: number }

export function cursorOver({ buffer, byteOffset, byteLength }: Uint8Array): Cursor {
  // A plain array, because parts of a Buffer are no copies.
  const bytes = new Uint8Array(buffer, byteOffset, byteLength)
  return { bytes, view: new DataView(buffer, byteOffset, byteLength), at: 0, end: byteLength }
}

export function isAtEnd(cursor: Cursor): boolean {
  if (cursor.at > cursor.end) throw new RangeError('a message ends before its last field does')
  return cursor.at === cursor.end
}

/** A variable-length integer below 2^53; a negative one comes as written, in two's complement of 64 bits. */
export function readVarint(cursor: Cursor): number {
  const { bytes } = cursor
  let byte = bytes[cursor.at++] as number
  if (byte < 0x80) return byte
  let low = byte & 0x7f
  let shift = 7
  for (; shift < 28; shift += 7) {
    byte = bytes[cursor.at++] as number
    low |= (byte & 0x7f) << shift
    if (byte < 0x80) return low
  }
  let value = low
  let factor = 2 ** 28
  for (; shift < 70; shift += 7) {
    byte = bytes[cursor.at++] as number
    value += (byte & 0x7f) * factor
    factor *= 128
    if (byte < 0x80) return value >= 2 ** 63 ? value - 2 ** 64 : value
  }
  throw new RangeError('a number has no end')
}

/** The part of the cursor's bytes that a length-delimited field holds, to be read on its own. */
export function enter(cursor: Cursor): Cursor {
  const length = readVarint(cursor)
  const at = cursor.at
  cursor.at += length
  if (!(length >= 0 && cursor.at <= cursor.end)) throw new RangeError('a field is longer than its message')
  return { bytes: cursor.bytes, view: cursor.view, at, end: cursor.at }
}

export function readText(cursor: Cursor): string {
  const { bytes, at, end } = enter(cursor)
  let text = ''
  for (let index = at; index < end; index++) {
    const byte = bytes[index] as number
    if (byte >= 0x80) return Buffer.from(bytes.subarray(at, end)).toString()
    text += String.fromCharCode(byte)
  }
  return text
}

export function skip(cursor: Cursor, wireType: number): void {
  if (wireType === 0) readVarint(cursor)
  else if (wireType === 1) cursor.at += 8
  else if (wireType === 2) enter(cursor)
  else if (wireType === 5) cursor.at += 4
  else throw new RangeError(`a field has wire type ${wireType}`)
}

/** Adds the field's numbers to the list, be they packed or one by one. */
export function readInts(cursor: Cursor, wireType: number, into: number[]): void {
  if (wireType !== 2) {
    into.push(readVarint(cursor))
    return
  }
  const inside = enter(cursor)
  while (!isAtEnd(inside)) into.push(readVarint(inside))
}

export function readFloats(cursor: Cursor, wireType: number, into: number[]): void {
  const inside = wireType === 2 ? enter(cursor) : { ...cursor, end: cursor.at + 4 }
  if (wireType !== 2) cursor.at += 4
  for (; inside.at < inside.end; inside.at += 4) into.push(inside.view.getFloat32(inside.at, true))
}
