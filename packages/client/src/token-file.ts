import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

export const tokenRoles = ['viewer', 'operator', 'approver', 'admin', 'service'] as const
export type TokenRole = (typeof tokenRoles)[number]

/** One API token as it is kept: never the token itself, only its SHA-256. */
export type TokenRecord = {
  id: string
  roles: TokenRole[]
  sha256: string
  createdAt: string
  expiresAt: string | null
  revokedAt: string | null
}

/** The tokens of a token file, oldest first; none when the file is absent. Throws when it is not a token file. */
export async function readTokenFile(file: string): Promise<TokenRecord[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"tokens":[]}'
    throw error
  })
  const content: unknown = JSON.parse(text)
  if (
    typeof content !== 'object' ||
    content === null ||
    !('tokens' in content) ||
    !Array.isArray(content.tokens)
  ) {
    throw new Error(`${file} is not a token file: expected {"tokens": [...]}`)
  }
  return content.tokens
}

/**
 * Adds a token to a token file (made when absent, readable by its owner only) and returns the token, which is
 * written nowhere. Throws when the id is taken by a token that is not revoked.
 */
export async function createToken(
  file: string,
  request: { id: string; roles: TokenRole[]; now: Date; expiresAt?: Date },
): Promise<string> {
  const tokens = await readTokenFile(file)
  if (tokens.some((token) => token.id === request.id && token.revokedAt === null)) {
    throw new Error(`a token with the id "${request.id}" exists: revoke it first, or take another id`)
  }
  const token = `hw_${randomBytes(32).toString('base64url')}`
  const record: TokenRecord = {
    id: request.id,
    roles: request.roles,
    sha256: createHash('sha256').update(token).digest('hex'),
    createdAt: request.now.toISOString(),
    expiresAt: request.expiresAt?.toISOString() ?? null,
    revokedAt: null,
  }
  await writeTokenFile(file, [...tokens, record])
  return token
}

/** Revokes every token with this id; the parts that read the file refuse it from then on. Throws when there is none. */
export async function revokeToken(file: string, id: string, now: Date): Promise<void> {
  const tokens = await readTokenFile(file)
  if (!tokens.some((token) => token.id === id && token.revokedAt === null)) {
    throw new Error(`there is no token with the id "${id}" to revoke`)
  }
  await writeTokenFile(
    file,
    tokens.map((token) =>
      token.id === id && token.revokedAt === null ? { ...token, revokedAt: now.toISOString() } : token,
    ),
  )
}

async function writeTokenFile(file: string, tokens: TokenRecord[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const half = `${file}.${process.pid}`
  await writeFile(half, `${JSON.stringify({ tokens }, undefined, 2)}\n`, { mode: 0o600 })
  await chmod(half, 0o600)
  await rename(half, file)
}
