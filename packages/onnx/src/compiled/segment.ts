/** Words of a segment: a handle tells segment and word in one number of 32 bits. */
export const segmentBits = 20
export const segmentWords = 2 ** segmentBits
export const segmentBytes = 4 * segmentWords

/** A piece of the memory that all threads share, seen in each way that programs are read. */
export type Segment = {
  words: Int32Array
  floats: Float32Array
  halves: Uint16Array
  bytes: Uint8Array
}

export function segmentOver(buffer: SharedArrayBuffer): Segment {
  return {
    words: new Int32Array(buffer),
    floats: new Float32Array(buffer),
    halves: new Uint16Array(buffer),
    bytes: new Uint8Array(buffer),
  }
}
