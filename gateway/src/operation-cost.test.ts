import { getOperationAST, parse } from 'graphql'
import { expect, test } from 'vitest'
import { measureOperation } from './operation-cost.ts'

function measure(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('no operation')
  return measureOperation(document, operation, variables)
}

test('a field costs one and its selection once for each item of its page', () => {
  expect(measure('{ a { b c } }')).toEqual({ depth: 2, aliases: 0, cost: 3 })
  expect(measure('{ list(first: 10) { edges { node { id } } } }').cost).toBe(1 + 10 * 3)
  expect(measure('query ($n: Int) { list(first: $n) { nodes { id } } }', { n: 7 }).cost).toBe(1 + 7 * 2)
})

test('a variable that is not given counts as its default', () => {
  const query = 'query ($n: Int = 400) { list(first: $n) { nodes { id } } }'

  expect(measure(query).cost).toBe(1 + 400 * 2)
  expect(measure(query, { n: 3 }).cost).toBe(1 + 3 * 2)
})

test('a page whose items are selected in a fragment counts as a page', () => {
  expect(measure('{ list { ...F } } fragment F on L { nodes { id } }').cost).toBe(1 + 50 * 2)
  expect(measure('{ list { ... on L { nodes { id } } } }').cost).toBe(1 + 50 * 2)
})

test('a page without a length counts as the usual one, and no page as more than the largest', () => {
  expect(measure('{ list { edges { node { id } } } }').cost).toBe(1 + 50 * 3)
  expect(measure('{ list(first: 100000) { nodes { id } } }').cost).toBe(1 + 500 * 2)
})

test('fragments count where they are spread, as often as they are', () => {
  const query = '{ a: x { ...F } b: x { ...F } } fragment F on X { c: d { e } }'

  expect(measure(query)).toEqual({ depth: 3, aliases: 4, cost: 6 })
})

test('fragments that double each time are measured without walking them each time', () => {
  const levels = Array.from(
    { length: 60 },
    (_, n) => `fragment F${n} on X { a { ...F${n + 1} ...F${n + 1} } }`,
  )

  const { cost } = measure(`{ ...F0 } ${levels.join(' ')} fragment F60 on X { a }`)

  expect(cost).toBeGreaterThan(2 ** 59)
})

test('introspection is not counted', () => {
  expect(measure('{ __schema { types { fields { name } } } }')).toEqual({ depth: 0, aliases: 0, cost: 0 })
})
