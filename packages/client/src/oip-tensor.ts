/** A tensor of the Open Inference Protocol, row-major. */
export type OipTensor =
  | { name: string; datatype: 'FP32'; shape: number[]; data: Float32Array }
  | { name: string; datatype: 'INT64'; shape: number[]; data: BigInt64Array }
  | { name: string; datatype: 'BYTES'; shape: number[]; data: string[] }

/** The bytes of a tensor in the binary data extension: little-endian numbers, or strings after their lengths. */
export function encodeTensor(tensor: OipTensor): Buffer {
  if (tensor.datatype !== 'BYTES') {
    const { buffer, byteOffset, byteLength } = tensor.data
    return Buffer.from(buffer, byteOffset, byteLength)
  }
  const texts = tensor.data.map((text) => Buffer.from(text))
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, { length }) => sum + 4 + length, 0))
  let at = 0
  for (const text of texts) {
    at = bytes.writeUInt32LE(text.length, at)
    at += text.copy(bytes, at)
  }
  return bytes
}

/** Reads the bytes of a tensor. Throws when it is of another datatype than FP32, INT64 and BYTES. */
export function decodeTensor(name: string, datatype: string, shape: number[], bytes: Buffer): OipTensor {
  if (datatype === 'FP32') {
    // A copy of its own: a view would need the bytes to begin at a multiple of four.
    const data = new Float32Array(bytes.length / 4)
    Buffer.from(data.buffer).set(bytes)
    return { name, datatype, shape, data }
  }
  if (datatype === 'INT64') {
    const data = new BigInt64Array(bytes.length / 8)
    Buffer.from(data.buffer).set(bytes)
    return { name, datatype, shape, data }
  }
  if (datatype !== 'BYTES') throw new Error(`output ${name} is ${datatype}: expected FP32, INT64 or BYTES`)
  const data: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at)
    data.push(bytes.toString('utf8', at + 4, at + 4 + length))
    at += 4 + length
  }
  return { name, datatype, shape, data }
}
