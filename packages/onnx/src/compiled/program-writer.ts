import { cannot } from './cannot.ts'
import { alignment, head, magic, type Operand, type operation, space } from './program.ts'

/** A program being written: operations refer to their numbers by address, which is known when all are there. */
export type ProgramWriter = {
  operations: number[]
  operationCount: number
  /** Where in `operations` addresses of numbers are. */
  addresses: number[]
  data: { floats: Float32Array; bytes: Uint8Array; halves: Uint16Array; words: Int32Array; length: number }
  /** Columns of work in use. */
  columns: number
}

const mostColumns = 4096

// One program is written at a time: all use the same memory, which keeps the size of the largest.
let spare: ProgramWriter['data'] | undefined

export function newWriter(): ProgramWriter {
  const data = spare ?? dataOf(4096, undefined)
  data.length = 0
  return { operations: [], operationCount: 0, addresses: [], data, columns: 0 }
}

function dataOf(words: number, from: ProgramWriter['data'] | undefined): ProgramWriter['data'] {
  const buffer = new ArrayBuffer(4 * words)
  const floats = new Float32Array(buffer)
  const data = {
    floats,
    bytes: new Uint8Array(buffer),
    halves: new Uint16Array(buffer),
    words: new Int32Array(buffer),
    length: from?.length ?? 0,
  }
  if (from) data.words.set(from.words)
  return data
}

/** Room for so many words of numbers; its address. */
export function reserve(writer: ProgramWriter, words: number): number {
  const address = writer.data.length
  const needed = address + words
  if (needed > writer.data.words.length) writer.data = dataOf(2 * needed, writer.data)
  spare = writer.data
  writer.data.length = needed
  return address
}

export function addFloats(writer: ProgramWriter, values: ArrayLike<number>): number {
  const address = reserve(writer, values.length)
  writer.data.floats.set(values, address)
  return address
}

/** Columns of work for what an operation answers. */
export function newColumns(writer: ProgramWriter, count: number): Operand {
  const offset = writer.columns
  writer.columns += count
  if (writer.columns > mostColumns) throw cannot(`it works with more than ${mostColumns} columns`)
  return { space: space.work, offset }
}

/** Adds an operation; numbers at `addressesAt` of it, counted from its first argument, are addresses. */
export function addOperation(
  writer: ProgramWriter,
  code: (typeof operation)[keyof typeof operation],
  args: readonly number[],
  addressesAt: readonly number[] = [],
): void {
  const at = writer.operations.length
  writer.operations.push(code, args.length + 2, ...args)
  for (const index of addressesAt) writer.addresses.push(at + 2 + index)
  writer.operationCount++
}

/** The program, as long as a multiple of `alignment`. */
export function finishProgram(
  writer: ProgramWriter,
  width: number,
  outputs: readonly Operand[],
): Uint8Array<ArrayBuffer> {
  const before = head.size + 2 * outputs.length + writer.operations.length
  const words = (Math.ceil((4 * (before + writer.data.length)) / alignment) * alignment) / 4
  const program = new Int32Array(words)
  program[head.words] = words
  program[head.magic] = magic
  program[head.width] = width
  program[head.columns] = writer.columns
  program[head.operations] = writer.operationCount
  program[head.outputs] = outputs.length
  const place = (operand: Operand) => operand.offset + (operand.space === space.own ? before : 0)
  program.set(
    outputs.flatMap((operand) => [operand.space, place(operand)]),
    head.size,
  )
  const first = head.size + 2 * outputs.length
  program.set(writer.operations, first)
  for (const at of writer.addresses) program[first + at] = (writer.operations[at] as number) + before
  program.set(writer.data.words.subarray(0, writer.data.length), before)
  return new Uint8Array(program.buffer)
}
