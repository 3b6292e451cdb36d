/**
 * The nodes in the order in which they own a key (rendezvous hashing: the highest score of key and node first). Every
 * node takes an equal share of the keys, and a node that comes or goes moves only keys of its own.
 */
export function rendezvousOrder(key: string, nodes: readonly string[]): string[] {
  const keyHash = hash(key)
  return nodes
    .map((node) => ({ node, score: score(keyHash, node) }))
    .sort((a, b) => b.score - a.score || (a.node < b.node ? -1 : 1))
    .map(({ node }) => node)
}

/** The first of `rendezvousOrder`; undefined without nodes. */
export function rendezvousOwner(key: string, nodes: readonly string[]): string | undefined {
  const keyHash = hash(key)
  let owner: string | undefined
  let best = -1
  for (const node of nodes) {
    const now = score(keyHash, node)
    if (now < best || (now === best && owner !== undefined && owner < node)) continue
    owner = node
    best = now
  }
  return owner
}

function score(keyHash: number, node: string): number {
  return mix(keyHash ^ mix(hash(node)))
}

/** FNV-1a, 32 bits, over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/). */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value
}

/** The finalizer of MurmurHash3, 32 bits: every bit of the input changes half of the output's. */
function mix(value: number): number {
  let mixed = value
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
