import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Account } from './postgres-user.ts'

/** Whether an account may enter every folder above `path` (folders that do not exist yet are left out). */
export async function isReachable(path: string, account: Account): Promise<boolean> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined)
    if (found) {
      const enter = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001
      if ((found.mode & enter) === 0) return false
    }
    if (folder === dirname(folder)) return true
  }
}
