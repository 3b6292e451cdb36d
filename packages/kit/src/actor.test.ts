import { expect, test } from 'vitest'
import { type Actor, hasRole, type Role, requireRole } from './actor.ts'

const roles: Role[] = ['viewer', 'operator', 'approver', 'admin', 'service']

test.each([
  ['viewer', ['viewer']],
  ['operator', ['viewer', 'operator']],
  ['approver', ['viewer', 'approver']],
  ['service', ['viewer', 'operator', 'service']],
  ['admin', roles],
] as [Role, Role[]][])('a token with the role %s grants %j', (held, granted) => {
  const actor: Actor = { id: 'a', roles: [held] }

  expect(roles.filter((role) => hasRole(actor, role))).toEqual(granted)
})

test('a refusal names who acted, what they hold and what was needed', () => {
  expect(() => requireRole({ id: 'vera', roles: ['viewer', 'operator'] }, 'approver')).toThrow(
    'vera has viewer, operator; this needs the role approver',
  )
})
