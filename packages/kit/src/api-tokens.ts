import { createHash, randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Actor } from './actor.ts'
import { DomainError } from './errors.ts'
import type { Logger } from './log.ts'

const instant = z.iso.datetime({ offset: true })

/** The tokens file: hashes only, so that whoever reads it learns no token. */
export const apiTokensFile = z.object({
  tokens: z.array(
    z.object({
      id: z.string().min(1),
      roles: z.array(z.enum(['viewer', 'operator', 'approver', 'admin', 'service'])).min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      createdAt: instant,
      expiresAt: instant.nullable(),
      revokedAt: instant.nullable(),
    }),
  ),
})

export type ApiTokensFile = z.infer<typeof apiTokensFile>
export type ApiTokenEntry = ApiTokensFile['tokens'][number]

export const apiTokenPattern = /^hw_[A-Za-z0-9_-]{43}$/

/** A new token: `hw_` and 32 random bytes as base64url. */
export function newApiToken(): string {
  return `hw_${randomBytes(32).toString('base64url')}`
}

export function hashApiToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export type ApiTokens = {
  /** Throws UNAUTHENTICATED that says whether the token is unknown, expired or revoked. */
  find(token: string): Promise<{ actor: Actor; expiresAt: Date | null }>
}

/** Tokens by hash, read again when the file changes; a file that cannot be read leaves the last good ones. */
export function openApiTokens(file: string | undefined, log: Logger): ApiTokens {
  let entries = new Map<string, ApiTokenEntry>()
  let seen = ''

  async function refresh(): Promise<void> {
    if (file === undefined) return
    const found = fileState(file)
    const state = found ?? 'absent'
    if (state === seen) return
    if (!found) {
      log.warn({ file }, 'the API tokens file is absent')
      entries = new Map()
      seen = state
      return
    }
    try {
      const { tokens } = apiTokensFile.parse(JSON.parse(await readFile(file, 'utf8')))
      entries = new Map(tokens.map((token) => [token.sha256, token]))
      log.info({ file, tokens: tokens.length }, 'the API tokens are read')
    } catch (error) {
      log.error({ err: error, file }, 'the API tokens file is wrong; the last good one stays')
    }
    seen = state
  }

  return {
    async find(token) {
      await refresh()
      const entry = entries.get(hashApiToken(token))
      if (!entry) throw new DomainError('UNAUTHENTICATED', 'the API token is unknown')
      if (entry.revokedAt !== null) {
        throw new DomainError(
          'UNAUTHENTICATED',
          `the API token ${entry.id} was revoked at ${entry.revokedAt}`,
        )
      }
      const expiresAt = entry.expiresAt === null ? null : new Date(entry.expiresAt)
      if (expiresAt && expiresAt <= new Date()) {
        throw new DomainError('UNAUTHENTICATED', `the API token ${entry.id} expired at ${entry.expiresAt}`)
      }
      return { actor: { id: entry.id, roles: entry.roles }, expiresAt }
    },
  }
}

/** What changes when the file does; undefined when it cannot be seen. */
function fileState(file: string): string | undefined {
  try {
    // Asked for every request: the asynchronous way costs more than all else that a small request does.
    const { ino, mtimeMs, size } = statSync(file)
    return `${ino} ${mtimeMs} ${size}`
  } catch {
    return undefined
  }
}
