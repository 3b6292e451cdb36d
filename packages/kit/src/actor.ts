import { DomainError } from './errors.ts'

export type Role = 'viewer' | 'operator' | 'approver' | 'admin' | 'service'

/** Who acts: a person or a service account, with the roles of their token. */
export type Actor = { readonly id: string; readonly roles: readonly Role[] }

export const allRoles: readonly Role[] = ['viewer', 'operator', 'approver', 'admin', 'service']

/** An operator does not approve and an approver does not operate; only admin holds both. */
const granted: Record<Role, readonly Role[]> = {
  viewer: ['viewer'],
  operator: ['viewer', 'operator'],
  approver: ['viewer', 'approver'],
  service: ['viewer', 'operator', 'service'],
  admin: allRoles,
}

export function hasRole(actor: Actor, role: Role): boolean {
  return actor.roles.some((held) => granted[held].includes(role))
}

/** Throws PERMISSION_DENIED, naming who acted, what they hold and what was needed. */
export function requireRole(actor: Actor, role: Role): void {
  if (hasRole(actor, role)) return
  throw new DomainError(
    'PERMISSION_DENIED',
    `${actor.id} has ${actor.roles.join(', ') || 'no role'}; this needs the role ${role}`,
    { expected: role },
  )
}

/** The roles in a list from outside; names that are not roles are left out. */
export function knownRoles(names: unknown): Role[] {
  if (!Array.isArray(names)) return []
  return allRoles.filter((role) => names.includes(role) || names.includes(role.toUpperCase()))
}
