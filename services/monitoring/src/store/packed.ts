/** Numbers as bytes for a column, little-endian float64. */
export function packFloats(values: ArrayLike<number>): Buffer {
  const floats = Float64Array.from(values)
  return Buffer.from(floats.buffer)
}

export function unpackFloats(bytes: Buffer): Float64Array {
  return new Float64Array(aligned(bytes))
}

/** A copy of the bytes that typed arrays can look at: a buffer of the driver begins anywhere. */
export function aligned(bytes: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length)
  new Uint8Array(copy).set(bytes)
  return copy
}
