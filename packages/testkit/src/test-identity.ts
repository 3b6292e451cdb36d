import { createHash, randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor, Role } from '@headway/kit/actor'
import { mintInternalToken } from '@headway/kit/internal-token'

const roles: Role[] = ['viewer', 'operator', 'approver', 'admin', 'service']

/** Who acts in a test: a role (the actor is then named `test-<role>`), or an actor. */
export type TestActor = Role | Actor

/** The keys and tokens of a test: settings for the process under test, and tokens for its callers. */
export type TestIdentity = {
  settings: Record<string, string>
  internalToken: (actor: TestActor) => Promise<string>
  /** An API token with that one role, known to the process through its tokens file. */
  apiToken: (role: Role) => string
}

/** Makes an internal key and a tokens file (one token a role) in `folder`. */
export async function testIdentity(folder: string): Promise<TestIdentity> {
  const key = randomBytes(32).toString('base64url')
  const file = join(folder, 'tokens.json')
  const apiTokens = new Map(roles.map((role) => [role, `hw_${randomBytes(32).toString('base64url')}`]))
  const tokens = [...apiTokens].map(([role, token]) => ({
    id: `test-${role}`,
    roles: [role],
    sha256: createHash('sha256').update(token).digest('hex'),
    createdAt: new Date().toISOString(),
    expiresAt: null,
    revokedAt: null,
  }))
  await writeFile(file, JSON.stringify({ tokens }), { mode: 0o600 })
  return {
    settings: { HEADWAY_INTERNAL_KEY: key, HEADWAY_API_TOKENS_FILE: file },
    internalToken: (actor) => mintInternalToken(key, toActor(actor)),
    apiToken: (role) => apiTokens.get(role) ?? '',
  }
}

function toActor(actor: TestActor): Actor {
  return typeof actor === 'string' ? { id: `test-${actor}`, roles: [actor] } : actor
}
