import { featureNames } from './bench-fleet.ts'
import type { PredictRows } from './predict-rows.ts'

/** The bytes of a ModelInferRequest for some rows, with raw contents: one BYTES tensor of partitions, one of features. */
export function oipMessage(model: string, { count, keys, features }: PredictRows): Buffer {
  const partitions = keys.map((key) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(Buffer.byteLength(key))
    return Buffer.concat([length, Buffer.from(key)])
  })
  return Buffer.concat([
    field(1, Buffer.from(model)),
    field(5, tensor('partition', 'BYTES', [count])),
    field(5, tensor('features', 'FP32', [count, featureNames.length])),
    field(7, Buffer.concat(partitions)),
    field(7, Buffer.from(features.buffer, features.byteOffset, features.byteLength)),
  ])
}

function tensor(name: string, datatype: string, shape: number[]): Buffer {
  return Buffer.concat([
    field(1, Buffer.from(name)),
    field(2, Buffer.from(datatype)),
    field(3, Buffer.concat(shape.map(varint))),
  ])
}

/** A field that is as long as it says. */
function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes])
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest & 127) | 128)
  }
}
