/**
 * Places of whole numbers (up to 2^53), counted in the order they are first seen. In typed arrays, so that a million of
 * them goes to another thread without work.
 */
export type NumberIndex = {
  size: number
  /** The numbers, by place. */
  keys: Float64Array
  /** Open addressing: one more than a place, 0 where nothing is. */
  table: Int32Array
}

/** An empty index. */
export function createIndex(): NumberIndex {
  return { size: 0, keys: new Float64Array(1024), table: new Int32Array(4096) }
}

/** Where a number has its place, -1 when it has none. */
export function findPlace({ keys, table }: NumberIndex, key: number): number {
  const mask = table.length - 1
  for (let at = hash(key) & mask; ; at = (at + 1) & mask) {
    const place = table[at]! - 1
    if (place < 0 || keys[place] === key) return place
  }
}

/** The place of a number, given now if it has none. */
export function takePlace(index: NumberIndex, key: number): number {
  const known = findPlace(index, key)
  if (known >= 0) return known
  const place = index.size++
  if (place === index.keys.length) grow(index)
  index.keys[place] = key
  insert(index, place)
  return place
}

function insert({ keys, table }: NumberIndex, place: number): void {
  const mask = table.length - 1
  let at = hash(keys[place]!) & mask
  while (table[at] !== 0) at = (at + 1) & mask
  table[at] = place + 1
}

function grow(index: NumberIndex): void {
  const keys = new Float64Array(index.keys.length * 2)
  keys.set(index.keys)
  const places = index.keys.length
  index.keys = keys
  index.table = new Int32Array(index.table.length * 2)
  for (let place = 0; place < places; place++) insert(index, place)
}

/** The finaliser of MurmurHash3 over both halves of the number. */
function hash(key: number): number {
  let h = (key | 0) ^ Math.imul(Math.floor(key / 2 ** 32), 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
