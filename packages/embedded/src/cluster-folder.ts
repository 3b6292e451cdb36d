import { randomUUID } from 'node:crypto'
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  rmdir,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Account } from './postgres-user.ts'
import { isReachable } from './reachable.ts'

const ELSEWHERE = '/var/lib/headway/clusters'

/**
 * The real folder that keeps a cluster for `dataDir`, owned by `account`.
 * It is `dataDir` itself, unless `account` cannot enter it (root's home is 0700): then `dataDir` becomes a
 * symbolic link to a folder elsewhere, and folders elsewhere whose link was deleted are deleted too.
 */
export async function prepareClusterFolder(dataDir: string, account: Account | undefined): Promise<string> {
  const folder = resolve(dataDir)
  if (!account) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return folder
  }
  await mkdir(resolve(folder, '..'), { recursive: true })
  if (!(await isReachable(folder, account))) await linkElsewhere(folder)
  await mkdir(folder, { recursive: true })
  const real = await realpath(folder)
  await chown(real, account.uid, account.gid)
  await chmod(real, 0o700)
  return real
}

async function linkElsewhere(folder: string): Promise<void> {
  await sweep()
  if (await readlink(folder).catch(() => undefined)) return
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return
    throw new Error(
      `${folder} holds files, but PostgreSQL's account cannot enter the folders above it: move it, or delete it`,
      { cause: error },
    )
  })
  const target = join(ELSEWHERE, randomUUID())
  await mkdir(target, { recursive: true, mode: 0o755 })
  await symlink(target, folder)
  // Written last: a sweep takes an owner without its link for one whose link was deleted.
  await writeFile(`${target}.owner`, folder)
}

async function sweep(): Promise<void> {
  for (const name of await readdir(ELSEWHERE).catch(() => [])) {
    if (!name.endsWith('.owner')) continue
    const target = join(ELSEWHERE, name.slice(0, -'.owner'.length))
    const owner = await readFile(join(ELSEWHERE, name), 'utf8').catch(() => undefined)
    if (owner === undefined || (await readlink(owner).catch(() => undefined)) === target) continue
    await rm(target, { recursive: true, force: true })
    await rm(join(ELSEWHERE, name), { force: true })
  }
}
