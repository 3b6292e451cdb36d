import { expect, test } from 'vitest'
import { seededRandom } from '../random-regressor.ts'
import { Arena } from './arena.ts'
import { segmentBytes } from './segment.ts'

type Held = { handle: number; length: number; mark: number }

function openArena() {
  const told = new Map<number, SharedArrayBuffer>()
  const arena = new Arena((index, buffer) => {
    if (buffer) told.set(index, buffer)
    else told.delete(index)
  })
  return { arena, told }
}

function put(arena: Arena, length: number, mark: number): Held {
  const handle = arena.place(new Uint8Array(length).fill(mark))
  return { handle, length, mark }
}

const isWhole = (arena: Arena, { handle, length, mark }: Held) =>
  arena.bytesAt(handle, length).every((byte) => byte === mark)

test('ranges never overlap, and what is freed is used again, however often parts of a fleet are replaced', () => {
  const { arena } = openArena()
  const random = seededRandom(1)
  const size = () => 64 * Math.floor(40 + random() * 30)
  const fleet = Array.from({ length: 4000 }, (_, index) => put(arena, size(), index % 251))
  for (let rollout = 0; rollout < 100; rollout++) {
    const replaced = Array.from({ length: 53 }, () => Math.floor(random() * fleet.length))
    const fresh = [...new Set(replaced)].map((index) => ({ index, held: put(arena, size(), rollout) }))
    for (const { index, held } of fresh) {
      const { handle, length } = fleet[index] as Held
      arena.free(handle, length)
      fleet[index] = held
    }
  }

  expect(fleet.every((held) => isWhole(arena, held))).toBe(true)
  expect(arena.usedBytes).toBe(fleet.reduce((sum, { length }) => sum + length, 0))
  expect(arena.reservedBytes).toBeLessThan(arena.usedBytes * 1.15 + segmentBytes)
})

test('memory is given back after a whole fleet was replaced', () => {
  const { arena, told } = openArena()
  const place = (mark: number) => Array.from({ length: 3000 }, () => put(arena, 4096, mark))
  const old = place(1)
  const before = arena.reservedBytes
  const fresh = place(2)
  const peak = arena.reservedBytes

  for (const { handle, length } of old) arena.free(handle, length)

  expect(peak).toBeGreaterThan(1.9 * before)
  expect(arena.reservedBytes).toBeLessThanOrEqual(before + segmentBytes)
  expect(told.size).toBe(arena.segments().length)
  expect(fresh.every((held) => isWhole(arena, held))).toBe(true)
  for (const { handle, length } of fresh) arena.free(handle, length)
  expect([arena.usedBytes, arena.reservedBytes, told.size]).toEqual([0, 0, 0])
})

test('a program larger than a segment gets one of its own, and none can be freed twice', () => {
  const { arena } = openArena()
  const small = put(arena, 64, 1)
  const large = put(arena, segmentBytes + 64, 2)
  put(arena, 64, 3)

  expect(isWhole(arena, large) && isWhole(arena, small)).toBe(true)
  arena.free(small.handle, small.length)
  expect(() => arena.free(small.handle, small.length)).toThrow('twice')
  arena.free(large.handle, large.length)
  expect(() => arena.free(large.handle, large.length)).toThrow('no segment')
})
