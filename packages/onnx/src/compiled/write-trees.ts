import { cannot } from './cannot.ts'
import { checkForest } from './check-forest.ts'
import type { Forest } from './forest.ts'
import { aggregate, nanLeftBit, type Operand, operation, treeKind } from './program.ts'
import { addFloats, addOperation, newColumns, type ProgramWriter, reserve } from './program-writer.ts'

/** One tree, renumbered: its branches from the root on, and its leaves. A child is a branch, or a leaf behind all of them. */
type Tree = { nodes: number[]; leaves: number[]; children: number[]; depth: number }

/** Trees that follow one another, add to one target and are written alike. */
type Run = { kind: number; target: number; depth: number; trees: Tree[] }

const mostNumbered = 0xffff
/** Filling a tree up to its depth may cost so much of what it takes as it is. */
const mostPadding = 1.25

/** Writes the operation that answers a forest; what it answers has a column for each target. */
export function writeTrees(writer: ProgramWriter, forest: Forest, input: Operand, width: number): Operand {
  checkForest(forest, width)
  const runs = forest.leafWidth > 1 ? [wideRun(forest)] : runsByTarget(forest, width)
  const output = newColumns(writer, forest.targets)
  const base = addFloats(
    writer,
    Array.from({ length: forest.targets }, (_, target) => forest.base[target] ?? 0),
  )
  const args = [
    input.space,
    input.offset,
    output.offset,
    forest.targets,
    aggregate[forest.aggregate],
    forest.roots.length,
    base,
    runs.length,
  ]
  const addresses = [6]
  for (const run of runs) {
    addresses.push(args.length + 4, args.length + 5)
    args.push(run.kind, run.target, run.trees.length, run.depth, ...writeRun(writer, forest, run))
  }
  addOperation(writer, operation.trees, args, addresses)
  return output
}

function wideRun(forest: Forest): Run {
  return {
    kind: treeKind.wide,
    target: 0,
    depth: 0,
    trees: forest.roots.map((root) => renumber(forest, root)),
  }
}

/** Trees of a target stay in their order, in which they are summed; targets do not meet. */
function runsByTarget(forest: Forest, width: number): Run[] {
  const byTarget: Tree[][] = Array.from({ length: forest.targets }, () => [])
  for (const root of forest.roots) {
    const tree = renumber(forest, root)
    const target = forest.leafTarget[tree.leaves[0] as number] as number
    if (tree.leaves.some((leaf) => forest.leafTarget[leaf] !== target)) {
      throw cannot('the leaves of a tree add to different targets')
    }
    byTarget[target]?.push(tree)
  }
  return byTarget.flatMap((trees, target) => {
    if (trees.length === 0) throw cannot('no tree adds to one of its targets')
    const kind = kindOf(forest, trees, width)
    const runs: Run[] = []
    for (const tree of trees) {
      const depth = kind === treeKind.perfect ? tree.depth : 0
      const last = runs.at(-1)
      if (last?.depth === depth) last.trees.push(tree)
      else runs.push({ kind, target, depth, trees: [tree] })
    }
    return runs
  })
}

function kindOf(forest: Forest, trees: readonly Tree[], width: number): number {
  const isPlain =
    width <= 256 &&
    (forest.aggregate === 'SUM' || forest.aggregate === 'AVERAGE') &&
    forest.feature.length === forest.nodes &&
    trees.every(
      ({ nodes, leaves }) =>
        nodes.length + leaves.length <= 256 && !nodes.some((node) => forest.nanLeft[node]),
    )
  if (!isPlain) return treeKind.large
  let perfectBytes = 0
  let smallBytes = 0
  for (const { depth, nodes } of trees) {
    perfectBytes += 2 ** depth * 9 - 5
    smallBytes += nodes.length * 11 + 5
  }
  return perfectBytes <= mostPadding * smallBytes ? treeKind.perfect : treeKind.small
}

function renumber(forest: Forest, root: number): Tree {
  const tree: Tree = { nodes: [], leaves: [], children: [], depth: 0 }
  // Two ways lead to a node only where a comparison takes two branches.
  const known = forest.feature.length > forest.nodes ? new Map<number, number>() : undefined
  const visit = (child: number, depth: number): number => {
    if (child < 0) {
      if (depth > tree.depth) tree.depth = depth
      // Leaves are numbered behind the branches when those are counted.
      return -tree.leaves.push(~child)
    }
    const before = known?.get(child)
    if (before !== undefined) return before
    const number = tree.nodes.push(child) - 1
    known?.set(child, number)
    if (number > mostNumbered) throw cannot(`a tree has more than ${mostNumbered} branches`)
    tree.children.push(0, 0)
    tree.children[2 * number] = visit(forest.left[child] as number, depth + 1)
    tree.children[2 * number + 1] = visit(forest.right[child] as number, depth + 1)
    return number
  }
  visit(root, 0)
  const { children, nodes, leaves } = tree
  if (nodes.length + leaves.length > mostNumbered) throw cannot(`a tree has more than ${mostNumbered} nodes`)
  for (let at = 0; at < children.length; at++) {
    const child = children[at] as number
    if (child < 0) children[at] = nodes.length + ~child
  }
  return tree
}

/** Writes the numbers of a run; the addresses of thresholds with leaves, and of features with children. */
function writeRun(writer: ProgramWriter, forest: Forest, { kind, depth, trees }: Run): [number, number] {
  if (kind === treeKind.perfect) return writePerfect(writer, forest, trees, depth)
  const isSmall = kind === treeKind.small
  let floats = 0
  let indexes = 0
  for (const { nodes, leaves } of trees) {
    floats += nodes.length + leaves.length * forest.leafWidth
    indexes += 3 * nodes.length + 2
  }
  const floatsAt = reserve(writer, floats)
  const indexesAt = reserve(writer, Math.ceil(indexes / (isSmall ? 4 : 2)))
  const { data } = writer
  const target = isSmall ? data.bytes : data.halves
  let float = floatsAt
  let index = indexesAt * (isSmall ? 4 : 2)
  for (const { nodes, leaves, children } of trees) {
    for (const node of nodes) data.floats[float++] = forest.threshold[node] as number
    for (const leaf of leaves) {
      for (let at = 0; at < forest.leafWidth; at++) {
        data.floats[float++] = forest.leafValue[leaf * forest.leafWidth + at] as number
      }
    }
    target[index++] = nodes.length
    target[index++] = leaves.length
    for (const node of nodes) {
      target[index++] = (forest.feature[node] as number) | (forest.nanLeft[node] ? nanLeftBit : 0)
    }
    for (const child of children) target[index++] = child
  }
  return [floatsAt, indexesAt]
}

/** Every tree filled up to the depth: below a leaf that lies higher, all ways lead to its value. */
function writePerfect(
  writer: ProgramWriter,
  forest: Forest,
  trees: readonly Tree[],
  depth: number,
): [number, number] {
  const inner = 2 ** depth - 1
  const floatsAt = reserve(writer, trees.length * (2 * inner + 1))
  const featuresAt = reserve(writer, Math.ceil((trees.length * inner) / 4))
  const { floats, bytes } = writer.data
  const fill = (tree: Tree, float: number, byte: number, child: number, at: number) => {
    const isLeaf = child >= tree.nodes.length
    if (at >= inner) {
      floats[float + at] = forest.leafValue[tree.leaves[child - tree.nodes.length] as number] as number
      return
    }
    const node = isLeaf ? -1 : (tree.nodes[child] as number)
    floats[float + at] = isLeaf ? 0 : (forest.threshold[node] as number)
    bytes[byte + at] = isLeaf ? 0 : (forest.feature[node] as number)
    fill(tree, float, byte, isLeaf ? child : (tree.children[2 * child] as number), 2 * at + 1)
    fill(tree, float, byte, isLeaf ? child : (tree.children[2 * child + 1] as number), 2 * at + 2)
  }
  for (const [index, tree] of trees.entries()) {
    fill(tree, floatsAt + index * (2 * inner + 1), 4 * featuresAt + index * inner, 0, 0)
  }
  return [floatsAt, featuresAt]
}
