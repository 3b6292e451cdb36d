import { DomainError } from '@headway/kit/errors'

/** A tensor of an inference request. */
export type RequestTensor = {
  name: string
  shape: number[]
  datatype: string
  /** One value for each element, row-major. */
  values: ArrayLike<unknown>
}

type Read = (bytes: Buffer, count: number) => ArrayLike<unknown>

const numberReaders: Record<string, { size: number; read: Read }> = {
  FP32: { size: 4, read: (bytes, count) => new Float32Array(aligned(bytes), 0, count) },
  FP64: { size: 8, read: (bytes, count) => new Float64Array(aligned(bytes), 0, count) },
  INT8: { size: 1, read: (bytes, count) => new Int8Array(aligned(bytes), 0, count) },
  INT16: { size: 2, read: (bytes, count) => new Int16Array(aligned(bytes), 0, count) },
  INT32: { size: 4, read: (bytes, count) => new Int32Array(aligned(bytes), 0, count) },
  UINT8: { size: 1, read: (bytes, count) => new Uint8Array(aligned(bytes), 0, count) },
  UINT16: { size: 2, read: (bytes, count) => new Uint16Array(aligned(bytes), 0, count) },
  UINT32: { size: 4, read: (bytes, count) => new Uint32Array(aligned(bytes), 0, count) },
  INT64: {
    size: 8,
    read: (bytes, count) => Array.from(new BigInt64Array(aligned(bytes), 0, count), Number),
  },
  UINT64: {
    size: 8,
    read: (bytes, count) => Array.from(new BigUint64Array(aligned(bytes), 0, count), Number),
  },
  BOOL: { size: 1, read: (bytes, count) => new Uint8Array(aligned(bytes), 0, count) },
  FP16: { size: 2, read: (bytes, count) => Float32Array.from(new Float16Array(aligned(bytes), 0, count)) },
  BF16: { size: 2, read: readBrainFloats },
}

const knownDatatypes: readonly string[] = [...Object.keys(numberReaders), 'BYTES']

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** The values of a tensor that came as bytes; little-endian, BYTES elements each after their length. */
export function readBinary(name: string, datatype: string, count: number, bytes: Buffer): ArrayLike<unknown> {
  if (datatype === 'BYTES') return readStrings(name, count, bytes)
  const reader = numberReaders[datatype]
  if (reader === undefined) throw unknownDatatype(name, datatype)
  if (bytes.length !== count * reader.size) {
    throw wrongSize(name, bytes.length, `${count * reader.size} bytes: ${count} values of ${datatype}`)
  }
  return reader.read(bytes, count)
}

/** INVALID_ARGUMENT when inputs cannot have the data type. */
export function checkDatatype(name: string, datatype: string): void {
  if (!knownDatatypes.includes(datatype)) throw unknownDatatype(name, datatype)
}

/** The values of a tensor given in JSON, flat or nested. */
export function readJsonData(name: string, datatype: string, count: number, data: unknown): unknown[] {
  checkDatatype(name, datatype)
  if (!Array.isArray(data)) {
    throw new DomainError('INVALID_ARGUMENT', `tensor ${name} has no data`, {
      field: `inputs.${name}.data`,
      value: data,
      expected: 'a list of values',
    })
  }
  const values: unknown[] = Array.isArray(data[0]) ? data.flat(Number.POSITIVE_INFINITY) : data
  if (values.length !== count) throw wrongSize(name, values.length, `${count} values, as its shape says`)
  return datatype === 'BOOL' ? values.map((value, index) => readBoolean(name, value, index)) : values
}

/** An output column as bytes, for a caller who asked for binary tensors. */
export function writeBinary(values: Float32Array | readonly string[]): Buffer {
  if (values instanceof Float32Array) return Buffer.from(values.buffer, values.byteOffset, values.byteLength)
  const parts: Buffer[] = []
  for (const value of values) {
    const text = Buffer.from(value)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(text.length)
    parts.push(length, text)
  }
  return Buffer.concat(parts)
}

function readStrings(name: string, count: number, bytes: Buffer): string[] {
  const values: string[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    const end = at + 4 <= bytes.length ? at + 4 + bytes.readUInt32LE(at) : Number.POSITIVE_INFINITY
    if (end > bytes.length) throw wrongSize(name, bytes.length, `${count} elements, each after its length`)
    values.push(bytes.toString('utf8', at + 4, end))
    at = end
  }
  if (at !== bytes.length) throw wrongSize(name, bytes.length, `${at} bytes for ${count} elements`)
  return values
}

/** The upper half of a 32-bit float each. */
function readBrainFloats(bytes: Buffer, count: number): Float32Array {
  const halves = new Uint16Array(aligned(bytes), 0, count)
  const bits = Uint32Array.from(halves, (half) => half << 16)
  return new Float32Array(bits.buffer)
}

function readBoolean(name: string, value: unknown, index: number): number {
  if (typeof value === 'boolean') return Number(value)
  throw new DomainError('INVALID_ARGUMENT', `value ${index} of tensor ${name} is no boolean`, {
    field: `inputs.${name}[${index}]`,
    value,
    expected: 'true or false',
  })
}

/** Typed arrays need their bytes at an address that their elements' size divides. */
function aligned(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

function unknownDatatype(name: string, datatype: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `tensor ${name} has the data type ${datatype}`, {
    field: `inputs.${name}.datatype`,
    value: datatype,
    expected: `one of ${knownDatatypes.join(', ')}`,
  })
}

export function wrongSize(name: string, value: number, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `tensor ${name} has the wrong size`, {
    field: `inputs.${name}`,
    value,
    expected,
  })
}
