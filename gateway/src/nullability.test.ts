import { expect, test } from 'vitest'
import { findFragileFields } from './nullability.ts'

const owner = {
  name: 'registry',
  url: '',
  sdl: 'type Model @key(fields: "name") { name: String! owner: String! versions: [Int!]! } type Query { model: Model }',
}

function fragileBeside(sdl: string) {
  return findFragileFields([owner, { name: 'serving', url: '', sdl }])
}

test('a field of Query that must be there is found', () => {
  expect(fragileBeside('type Query { endpoints: [Int!]! endpoint: Int }')).toEqual([
    'serving: Query.endpoints must be nullable',
  ])
})

test('a field that must give an entity of another subgraph is found, whether one or many', () => {
  const sdl = `type Model @key(fields: "name", resolvable: false) { name: String! }
    type Endpoint { model: Model! maybe: Model all: [Model!]! some: [Model]! none: [Model] }`

  expect(fragileBeside(sdl)).toEqual([
    'serving: Endpoint.model must be nullable',
    'serving: Endpoint.all must be nullable',
  ])
})

test('what a subgraph adds to the entity of another must be nullable, its key not', () => {
  const sdl = 'type Model @key(fields: "name") { name: String! endpoints: [Int!]! }'

  expect(fragileBeside(sdl)).toEqual(['serving: Model.endpoints must be nullable'])
})

test('what a subgraph owns may be as it likes', () => {
  expect(fragileBeside('type Endpoint @key(fields: "id") { id: ID! next: Endpoint! }')).toEqual([])
})
