const bytesOfAnySession = 28 * 1024
const bytesPerByteOfFile = 8

/**
 * Memory of an ONNX Runtime session by the length of its file: a line through what sessions of linear models and of tree
 * ensembles between 6 and 67 KB were measured to take. The process as a whole is the proof: see `npm run bench`.
 */
export function sessionBytes(fileLength: number): number {
  return bytesOfAnySession + bytesPerByteOfFile * fileLength
}
