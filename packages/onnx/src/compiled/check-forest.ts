import { cannot } from './cannot.ts'
import type { Forest } from './forest.ts'

const mostFeatures = 0x8000

/** Throws unless the forest is trees, over so many features, whose leaves are finite and belong to its targets. */
export function checkForest(forest: Forest, width: number): void {
  const { feature, left, right, roots, leafValue, leafTarget, leafWidth, targets } = forest
  if (!(targets >= 1 && targets <= 1024)) throw cannot(`its trees have ${targets} targets`)
  if (forest.base.length !== 0 && forest.base.length !== targets)
    throw cannot('its base values do not fit its targets')
  if (width > mostFeatures) throw cannot(`it takes more than ${mostFeatures} features`)
  const leaves = leafValue.length / leafWidth
  if (leafWidth === 1 && leafTarget.length !== leaves) throw cannot('its leaves do not fit their targets')
  if (leafTarget.some((target) => !(target >= 0 && target < targets)))
    throw cannot('a leaf adds to no target')
  for (let leaf = 0; leaf < leafValue.length; leaf++) {
    if (!Number.isFinite(leafValue[leaf])) throw cannot('a leaf is not a finite number')
  }
  const referred = new Uint8Array(feature.length)
  const refer = (child: number | undefined) => {
    if (child === undefined) throw cannot('a tree ends without a leaf')
    if (child < 0 ? ~child >= leaves : child >= feature.length) {
      throw cannot('a tree leads to a node that it does not have')
    }
    if (child >= 0) referred[child] = (referred[child] as number) + 1
  }
  for (const root of roots) refer(root)
  for (let node = 0; node < feature.length; node++) {
    // A leaf that is listed among the branches leads nowhere.
    if (left[node] === undefined) continue
    const asked = feature[node] as number
    if (!(asked >= 0 && asked < width)) throw cannot('a tree asks for a feature that there is not')
    // A second half leads to the left where the first half led already.
    if (node < forest.nodes) refer(left[node])
    refer(right[node])
  }
  // Nothing leads to a root and one way to all else: then there is no way back.
  if (roots.some((root) => root >= 0 && referred[root] !== 1))
    throw cannot('something leads to the root of a tree')
  if (referred.some((count) => count > 1)) throw cannot('two ways lead to one node of its trees')
}
