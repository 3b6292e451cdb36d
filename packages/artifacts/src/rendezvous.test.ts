import { expect, test } from 'vitest'
import { rendezvousOrder, rendezvousOwner } from './rendezvous.ts'

const keys = Array.from({ length: 18_000 }, (_, index) => `R${index % 211}/${index % 2}/${50_000 + index}`)
const nodes = (count: number) =>
  Array.from({ length: count }, (_, index) => `http://10.0.0.${index + 1}:4004`)
const owners = (among: readonly string[]) => keys.map((key) => rendezvousOwner(key, among))

test('every node owns an equal share', () => {
  for (const count of [2, 3, 5, 8]) {
    const shares = new Map<unknown, number>()
    for (const owner of owners(nodes(count))) shares.set(owner, (shares.get(owner) ?? 0) + 1)

    const fair = keys.length / count
    // Five standard deviations of a fair draw.
    const slack = 5 * Math.sqrt(fair * (1 - 1 / count))
    expect(shares.size).toBe(count)
    for (const share of shares.values()) expect(Math.abs(share - fair)).toBeLessThan(slack)
  }
})

test('a node that comes takes its keys from all others evenly, and no other key moves', () => {
  const [before, after] = [owners(nodes(4)), owners(nodes(5))]
  const moved = keys.flatMap((_, index) => (before[index] === after[index] ? [] : [index]))

  expect(moved.every((index) => after[index] === nodes(5)[4])).toBe(true)
  expect(Math.abs(moved.length - keys.length / 5)).toBeLessThan(300)
  for (const node of nodes(4)) {
    const taken = moved.filter((index) => before[index] === node).length
    expect(Math.abs(taken - moved.length / 4)).toBeLessThan(200)
  }
})

test('the keys of a node that goes fall to the next in their order', () => {
  const all = nodes(4)
  const left = all.filter((node) => node !== all[2])

  for (const key of keys.slice(0, 500)) {
    const order = rendezvousOrder(key, all)
    expect(rendezvousOwner(key, all)).toBe(order[0])
    expect(rendezvousOwner(key, left)).toBe(order.find((node) => node !== all[2]))
  }
})

test('the order of the nodes does not matter, and nobody owns a key without nodes', () => {
  const all = nodes(5)

  for (const key of keys.slice(0, 200)) {
    expect(rendezvousOrder(key, all.toReversed())).toEqual(rendezvousOrder(key, all))
    expect(rendezvousOwner(key, all.toReversed())).toBe(rendezvousOwner(key, all))
  }
  expect(rendezvousOwner('R1/0/1', [])).toBeUndefined()
})
