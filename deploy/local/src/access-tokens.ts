import { createToken, type TokenRole } from '@headway/client/token-file'
import { z } from 'zod'
import { readStateFile, writeStateFile } from './state-file.ts'
import type { StateFolder } from './state-folder.ts'

const shape = z.object({
  operator: z.string(),
  approver: z.string(),
  admin: z.string(),
  service: z.string(),
})

/** The API tokens made at the first start, one of each kind, in clear. */
export type AccessTokens = z.infer<typeof shape>

/** The tokens of a state folder; `created` tells whether they were made now. */
export async function loadAccessTokens(
  folder: StateFolder,
): Promise<{ tokens: AccessTokens; created: boolean }> {
  const kept = await readStateFile(folder.accessTokens, shape)
  if (kept) return { tokens: kept, created: false }
  const make = (role: TokenRole & keyof AccessTokens) =>
    createToken(folder.apiTokens, { id: `local-${role}`, roles: [role], now: new Date() })
  const tokens: AccessTokens = {
    operator: await make('operator'),
    approver: await make('approver'),
    admin: await make('admin'),
    service: await make('service'),
  }
  await writeStateFile(folder.accessTokens, tokens)
  return { tokens, created: true }
}
