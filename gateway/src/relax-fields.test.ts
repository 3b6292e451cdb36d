import { parse, print } from 'graphql'
import { expect, test } from 'vitest'
import { relaxFields } from './relax-fields.ts'

const owner = parse(
  'type Model @key(fields: "name") { name: String! owner: String! versions: [Int!]! } type Query { model: Model }',
)

/** What the fields of another subgraph become, in one line. */
function relaxed(sdl: string): string {
  const [, other] = relaxFields([
    { name: 'registry', document: owner },
    { name: 'serving', document: parse(sdl) },
  ])
  if (!other) throw new Error('there are two')
  return print(other.document).replace(/\s+/g, ' ')
}

test('what is read of a subgraph may be missing', () => {
  expect(relaxed('type Query { all: [Int!]! one(name: String!): Int! maybe: Int }')).toBe(
    'type Query { all: [Int!] one(name: String!): Int maybe: Int }',
  )
})

test('an entity of another subgraph may be missing, alone and in lists', () => {
  const stub = 'type Model @key(fields: "name", resolvable: false) { name: String! }'

  expect(relaxed(`${stub} type Endpoint { model: Model! all: [Model!]! name: String! }`)).toBe(
    `${stub} type Endpoint { model: Model all: [Model] name: String! }`,
  )
})

test('what a subgraph adds to the entity of another may be missing, the key not', () => {
  expect(relaxed('type Model @key(fields: "name") { name: String! endpoints: [Int!]! }')).toBe(
    'type Model @key(fields: "name") { name: String! endpoints: [Int!] }',
  )
})

test('what a subgraph owns stays as it is', () => {
  const sdl = 'type Endpoint @key(fields: "id") { id: ID! next: Endpoint! all: [Endpoint!]! }'

  expect(relaxed(sdl)).toBe(sdl)
})
