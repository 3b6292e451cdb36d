import { expect, test } from 'vitest'
import { decodeTensor, encodeTensor } from './oip-tensor.ts'

test('numbers travel as little-endian floats, wherever in the body they begin', () => {
  const bytes = encodeTensor({ name: 'x', datatype: 'FP32', shape: [3], data: Float32Array.of(1.5, -2, 0) })
  const body = Buffer.concat([Buffer.from('odd'), bytes])

  expect(bytes.toString('hex')).toBe('0000c03f000000c000000000')
  expect(decodeTensor('x', 'FP32', [3], body.subarray(3))).toEqual({
    name: 'x',
    datatype: 'FP32',
    shape: [3],
    data: Float32Array.of(1.5, -2, 0),
  })
})

test('whole numbers travel in eight bytes', () => {
  const data = BigInt64Array.of(1_772_524_800_000n, -1n)
  const bytes = encodeTensor({ name: 'predicted_at', datatype: 'INT64', shape: [2], data })
  const body = Buffer.concat([Buffer.from('odd'), bytes])

  expect(bytes.toString('hex')).toBe('0008b6b29c010000ffffffffffffffff')
  expect(decodeTensor('predicted_at', 'INT64', [2], body.subarray(3)).data).toEqual(data)
})

test('strings travel after their lengths in bytes', () => {
  const data = ['', 'R1/0/S9', 'Świdnica']
  const bytes = encodeTensor({ name: 'partition', datatype: 'BYTES', shape: [3], data })

  expect(bytes.readUInt32LE(4)).toBe(7)
  expect(decodeTensor('partition', 'BYTES', [3], bytes).data).toEqual(data)
})

test('a part of a larger array is sent alone', () => {
  const all = Float32Array.of(1, 2, 3, 4)
  const bytes = encodeTensor({ name: 'x', datatype: 'FP32', shape: [2], data: all.subarray(1, 3) })

  expect(decodeTensor('x', 'FP32', [2], bytes).data).toEqual(Float32Array.of(2, 3))
})
