import { aggregate, nanLeftBit, treeKind } from './program.ts'
import type { Segment } from './segment.ts'

// Sums are rounded to 32 bits at every tree, in the order of the trees, as ONNX Runtime rounds them.

/**
 * Answers a forest for one row: features from `x` on, a column for each target from `y` on. `op` is the operation's
 * first word in the segment, `program` the program's.
 */
export function answerTrees(
  segment: Segment,
  program: number,
  op: number,
  from: Float32Array,
  x: number,
  into: Float32Array,
  y: number,
): void {
  const { words, floats } = segment
  const targets = words[op + 5] as number
  const how = words[op + 6] as number
  const runs = words[op + 9] as number
  const first = how === aggregate.MIN ? Infinity : how === aggregate.MAX ? -Infinity : 0
  for (let target = 0; target < targets; target++) into[y + target] = first
  let run = op + 10
  for (let index = 0; index < runs; index++) {
    answerRun(segment, program, run, targets, how, from, x, into, y)
    run += 6
  }
  const base = program + (words[op + 8] as number)
  const trees = Math.fround(words[op + 7] as number)
  for (let target = 0; target < targets; target++) {
    let score = into[y + target] as number
    if (how === aggregate.AVERAGE) score = Math.fround(score / trees)
    into[y + target] = score + (floats[base + target] as number)
  }
}

function answerRun(
  { words, floats, halves, bytes }: Segment,
  program: number,
  run: number,
  targets: number,
  how: number,
  from: Float32Array,
  x: number,
  into: Float32Array,
  y: number,
): void {
  const kind = words[run] as number
  const trees = words[run + 2] as number
  const at = program + (words[run + 4] as number)
  const indexes = program + (words[run + 5] as number)
  if (kind === treeKind.wide) {
    answerWide(floats, halves, at, 2 * indexes, trees, targets, how, from, x, into, y)
    return
  }
  const target = y + (words[run + 1] as number)
  const before = into[target] as number
  if (kind === treeKind.perfect) {
    into[target] = sumPerfect(
      floats,
      bytes,
      at,
      4 * indexes,
      trees,
      words[run + 3] as number,
      from,
      x,
      before,
    )
  } else if (kind === treeKind.small) {
    into[target] = sumSmall(floats, bytes, at, 4 * indexes, trees, from, x, before)
  } else {
    into[target] = answerLarge(floats, halves, at, 2 * indexes, trees, how, from, x, before)
  }
}

function sumPerfect(
  floats: Float32Array,
  bytes: Uint8Array,
  at: number,
  features: number,
  trees: number,
  depth: number,
  from: Float32Array,
  x: number,
  before: number,
): number {
  const inner = 2 ** depth - 1
  let sum = before
  for (let tree = 0; tree < trees; tree++) {
    let node = 0
    for (let level = 0; level < depth; level++) {
      // Without a branch: which way a row goes cannot be foretold.
      const isLeft = (from[x + (bytes[features + node] as number)] as number) <= (floats[at + node] as number)
      node = 2 * node + 2 - +isLeft
    }
    sum = Math.fround(sum + (floats[at + node] as number))
    at += 2 * inner + 1
    features += inner
  }
  return sum
}

function sumSmall(
  floats: Float32Array,
  bytes: Uint8Array,
  at: number,
  indexes: number,
  trees: number,
  from: Float32Array,
  x: number,
  before: number,
): number {
  let sum = before
  for (let tree = 0; tree < trees; tree++) {
    const nodes = bytes[indexes] as number
    const leaves = bytes[indexes + 1] as number
    const features = indexes + 2
    const children = features + nodes
    let node = 0
    while (node < nodes) {
      const isLeft = (from[x + (bytes[features + node] as number)] as number) <= (floats[at + node] as number)
      node = bytes[children + 2 * node + 1 - +isLeft] as number
    }
    sum = Math.fround(sum + (floats[at + node] as number))
    at += nodes + leaves
    indexes = children + 2 * nodes
  }
  return sum
}

function answerLarge(
  floats: Float32Array,
  halves: Uint16Array,
  at: number,
  indexes: number,
  trees: number,
  how: number,
  from: Float32Array,
  x: number,
  before: number,
): number {
  let score = before
  for (let tree = 0; tree < trees; tree++) {
    const nodes = halves[indexes] as number
    const node = leafOf(floats, halves, at, indexes, nodes, from, x)
    score = join(how, score, floats[at + node] as number)
    at += nodes + (halves[indexes + 1] as number)
    indexes += 2 + 3 * nodes
  }
  return score
}

/** Trees whose leaves have a value for each target. */
function answerWide(
  floats: Float32Array,
  halves: Uint16Array,
  at: number,
  indexes: number,
  trees: number,
  targets: number,
  how: number,
  from: Float32Array,
  x: number,
  into: Float32Array,
  y: number,
): void {
  for (let tree = 0; tree < trees; tree++) {
    const nodes = halves[indexes] as number
    const leaf = at + nodes + (leafOf(floats, halves, at, indexes, nodes, from, x) - nodes) * targets
    for (let target = 0; target < targets; target++) {
      into[y + target] = join(how, into[y + target] as number, floats[leaf + target] as number)
    }
    at += nodes + (halves[indexes + 1] as number) * targets
    indexes += 2 + 3 * nodes
  }
}

/** Where a row ends up in a large tree, counted from its first threshold. */
function leafOf(
  floats: Float32Array,
  halves: Uint16Array,
  at: number,
  indexes: number,
  nodes: number,
  from: Float32Array,
  x: number,
): number {
  const features = indexes + 2
  const children = features + nodes
  let node = 0
  while (node < nodes) {
    const feature = halves[features + node] as number
    const value = from[x + (feature & ~nanLeftBit)] as number
    const isNan = +Number.isNaN(value) & (feature >>> 15)
    const isLeft = +(value <= (floats[at + node] as number)) | isNan
    node = halves[children + 2 * node + 1 - isLeft] as number
  }
  return node
}

function join(how: number, score: number, value: number): number {
  if (how === aggregate.MIN) return Math.min(score, value)
  if (how === aggregate.MAX) return Math.max(score, value)
  return Math.fround(score + value)
}
