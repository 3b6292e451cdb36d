import { buildSchema, graphql } from 'graphql'
import { expect, test } from 'vitest'
import { enforceAuth } from './auth-directive.ts'

const directive = `
  directive @auth(requires: Role! = VIEWER) on FIELD_DEFINITION | OBJECT
  enum Role { VIEWER OPERATOR APPROVER ADMIN SERVICE }
`

test('a mutation that does not say whom it is for keeps the service from starting', () => {
  const schema = buildSchema(`${directive}
    type Query { a: Int }
    type Mutation { open: Int shut: Int @auth(requires: OPERATOR) }`)

  expect(() => enforceAuth(schema)).toThrow('every mutation must carry @auth(requires:); these do not: open')
})

test('a directive on a type guards all its fields, and one on a field counts more', async () => {
  const schema = buildSchema(`${directive}
    type Secret @auth(requires: ADMIN) { a: Int b: Int @auth(requires: OPERATOR) }
    type Query { secret: Secret free: Int }`)
  enforceAuth(schema)

  const { data } = await graphql({
    schema,
    source: '{ secret { a b } free }',
    rootValue: { secret: { a: 1, b: 2 }, free: 3 },
    contextValue: { actor: { id: 'olga', roles: ['operator'] } },
  })

  expect(data).toEqual({ secret: { a: null, b: 2 }, free: 3 })
})
