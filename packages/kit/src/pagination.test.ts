import { expect, test } from 'vitest'
import { pageOfArray } from './pagination.ts'

const items = ['a', 'b', 'c', 'd', 'e']
const keyOf = (item: string) => item

test('a list in memory pages by the key of its items', () => {
  const first = pageOfArray(items, { first: 2 }, keyOf)
  const second = pageOfArray(items, { first: 2, after: first.pageInfo.endCursor }, keyOf)
  const third = pageOfArray(items, { first: 2, after: second.pageInfo.endCursor }, keyOf)

  expect([first.nodes, second.nodes, third.nodes]).toEqual([['a', 'b'], ['c', 'd'], ['e']])
  expect([first, second, third].map((page) => page.pageInfo.hasNextPage)).toEqual([true, true, false])
})

test('a cursor whose item is gone says so', () => {
  const { pageInfo } = pageOfArray(items, { first: 2 }, keyOf)

  expect(() => pageOfArray(['x', 'y'], { after: pageInfo.endCursor }, keyOf)).toThrow(
    'what the cursor named is gone',
  )
})
