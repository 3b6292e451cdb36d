/** ONNX element types by number, as the Open Inference Protocol spells them. */
const names: Record<number, string> = {
  1: 'FP32',
  2: 'UINT8',
  3: 'INT8',
  4: 'UINT16',
  5: 'INT16',
  6: 'INT32',
  7: 'INT64',
  8: 'BYTES',
  9: 'BOOL',
  10: 'FP16',
  11: 'FP64',
  12: 'UINT32',
  13: 'UINT64',
  16: 'BF16',
}

export const float32Type = 1
export const uint8Type = 2

export function datatypeName(elementType: number): string {
  return names[elementType] ?? `ONNX_${elementType}`
}
