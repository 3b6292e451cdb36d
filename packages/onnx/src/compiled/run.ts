import { DomainError } from '@headway/kit/errors'
import { binary, head, magic, operation, space } from './program.ts'
import { answerTrees } from './run-trees.ts'
import { type Segment, segmentBits, segmentOver, segmentWords } from './segment.ts'

/** Rows that are worked on together take no more than this many numbers of work. */
const workSize = 16_384

/** Answers rows by programs in the memory that threads share; one for each thread. Nothing is allocated for a call. */
export class Runner {
  readonly #segments: (Segment | undefined)[] = []
  readonly #work = new Float32Array(workSize)

  /** Gives the runner a piece of the memory, as the arena tells of it; null when the arena has let it go. */
  setSegment(index: number, buffer: SharedArrayBuffer | null): void {
    this.#segments[index] = buffer === null ? undefined : segmentOver(buffer)
  }

  /**
   * Answers rows by one program: features row by row from row `firstRow` on, into a column for each output of the
   * program, from `firstOutput` on.
   */
  run(
    handle: number,
    features: Float32Array,
    firstRow: number,
    rows: number,
    outputs: readonly Float32Array[],
    firstOutput: number,
  ): void {
    const segment = this.#segments[handle >>> segmentBits]
    const program = handle & (segmentWords - 1)
    if (segment === undefined || segment.words[program + head.magic] !== magic) {
      throw new DomainError('INTERNAL', `there is no program at ${handle}`)
    }
    const { words } = segment
    const width = words[program + head.width] as number
    const columns = words[program + head.columns] as number
    const together = columns === 0 ? rows : Math.min(rows, Math.floor(workSize / columns))
    for (let row = 0; row < rows; row += together) {
      const count = Math.min(together, rows - row)
      const x = (firstRow + row) * width
      this.#operate(segment, program, features, x, width, columns, count)
      this.#answer(segment, program, features, x, width, columns, count, outputs, firstOutput + row)
    }
  }

  /** Answers rows of many programs: `counts[i]` rows of `handles[i]`, in turn, into columns from their first row on. */
  runAll(
    handles: Int32Array,
    counts: Int32Array,
    features: Float32Array,
    outputs: readonly Float32Array[],
  ): void {
    let row = 0
    for (let index = 0; index < handles.length; index++) {
      const rows = counts[index] as number
      this.run(handles[index] as number, features, row, rows, outputs, row)
      row += rows
    }
  }

  #operate(
    segment: Segment,
    program: number,
    features: Float32Array,
    x: number,
    width: number,
    columns: number,
    rows: number,
  ): void {
    const { words } = segment
    const work = this.#work
    let op = program + head.size + 2 * (words[program + head.outputs] as number)
    for (let left = words[program + head.operations] as number; left > 0; left--) {
      const code = words[op] as number
      if (code === operation.binary || code === operation.copy) {
        for (let row = 0; row < rows; row++) {
          const [f, w] = [x + row * width, row * columns]
          if (code === operation.binary) answerBinary(segment, program, op, features, f, work, w)
          else copyColumns(words, op, features, f, work, w)
        }
      } else {
        const isFeatures = words[op + 2] === space.features
        const from = isFeatures ? features : work
        const first = (isFeatures ? x : 0) + (words[op + 3] as number)
        const stride = isFeatures ? width : columns
        const into = words[op + 4] as number
        for (let row = 0; row < rows; row++) {
          const y = row * columns + into
          if (code === operation.trees) answerTrees(segment, program, op, from, first + row * stride, work, y)
          else
            multiply(
              segment,
              program,
              op,
              from,
              first + row * stride,
              features,
              x + row * width,
              work,
              row * columns,
            )
        }
      }
      op += words[op + 1] as number
    }
  }

  #answer(
    { words, floats }: Segment,
    program: number,
    features: Float32Array,
    x: number,
    width: number,
    columns: number,
    rows: number,
    outputs: readonly Float32Array[],
    firstOutput: number,
  ): void {
    const count = words[program + head.outputs] as number
    for (let index = 0; index < count; index++) {
      const into = outputs[index] as Float32Array
      const where = words[program + head.size + 2 * index]
      const offset = words[program + head.size + 2 * index + 1] as number
      for (let row = 0; row < rows; row++) {
        if (where === space.work) into[firstOutput + row] = this.#work[row * columns + offset] as number
        else if (where === space.features)
          into[firstOutput + row] = features[x + row * width + offset] as number
        else into[firstOutput + row] = floats[program + offset] as number
      }
    }
  }
}

/** Products are added one by one with a single rounding each, then the bias: as the matrix product of ONNX Runtime does. */
function multiply(
  { words, floats }: Segment,
  program: number,
  op: number,
  from: Float32Array,
  x: number,
  features: Float32Array,
  f: number,
  work: Float32Array,
  w: number,
): void {
  const into = w + (words[op + 4] as number)
  const size = words[op + 5] as number
  const weights = program + (words[op + 6] as number)
  const biasSpace = words[op + 7] as number
  const bias = words[op + 8] as number
  const step = words[op + 9] as number
  const columns = words[op + 10] as number
  let known = -1
  let sum = 0
  for (let column = 0; column < columns; column++) {
    const which = words[op + 11 + column] as number
    if (which !== known) {
      const weight = weights + which * size
      sum = 0
      for (let at = 0; at < size; at++) {
        sum = Math.fround(sum + (from[x + at] as number) * (floats[weight + at] as number))
      }
      known = which
    }
    const offset = bias + step * column
    if (biasSpace === space.none) work[into + column] = sum
    else if (biasSpace === space.own) work[into + column] = sum + (floats[program + offset] as number)
    else if (biasSpace === space.work) work[into + column] = sum + (work[w + offset] as number)
    else work[into + column] = sum + (features[f + offset] as number)
  }
}

function answerBinary(
  { words, floats }: Segment,
  program: number,
  op: number,
  features: Float32Array,
  f: number,
  work: Float32Array,
  w: number,
): void {
  const which = words[op + 2] as number
  const aSpace = words[op + 3] as number
  const bSpace = words[op + 6] as number
  const a = aSpace === space.features ? features : aSpace === space.work ? work : floats
  const b = bSpace === space.features ? features : bSpace === space.work ? work : floats
  let aAt = (words[op + 4] as number) + (aSpace === space.features ? f : aSpace === space.work ? w : program)
  let bAt = (words[op + 7] as number) + (bSpace === space.features ? f : bSpace === space.work ? w : program)
  const into = w + (words[op + 9] as number)
  const columns = words[op + 10] as number
  for (let column = 0; column < columns; column++) {
    work[into + column] = combine(which, a[aAt] as number, b[bAt] as number)
    aAt += words[op + 5] as number
    bAt += words[op + 8] as number
  }
}

function combine(which: number, a: number, b: number): number {
  if (which === binary.Add) return a + b
  if (which === binary.Sub) return a - b
  if (which === binary.Mul) return a * b
  if (which === binary.Div) return a / b
  return which === binary.Max ? Math.max(a, b) : Math.min(a, b)
}

function copyColumns(
  words: Int32Array,
  op: number,
  features: Float32Array,
  f: number,
  work: Float32Array,
  w: number,
): void {
  const into = w + (words[op + 2] as number)
  const columns = words[op + 3] as number
  for (let column = 0; column < columns; column++) {
    const at = words[op + 5 + 2 * column] as number
    work[into + column] =
      words[op + 4 + 2 * column] === space.features ? (features[f + at] as number) : (work[w + at] as number)
  }
}
