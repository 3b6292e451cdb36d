import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

const skippedFolders = new Set(['node_modules', 'test', 'bench', 'generated-docs'])

type PackageFile = { name?: string; dependencies?: Record<string, string> }
type Lockfile = { packages?: Record<string, { link?: boolean; resolved?: string }> }

/**
 * The code version of a package: the digest of its sources, of the workspace packages it depends on (directly or
 * through others), and of the lockfile above it. Tests and documents do not count.
 */
export async function packageVersion(folder: string): Promise<string> {
  const lockfile = await findLockfile(folder)
  const hash = createHash('sha256')
  if (lockfile) hash.update(`lockfile ${digest(lockfile.bytes)}\n`)
  const folders = lockfile ? await withWorkspaces(folder, lockfile) : [folder]
  for (const each of folders) {
    for (const file of await listSources(each)) {
      hash.update(
        `${relative(lockfile?.folder ?? folder, file)
          .split(sep)
          .join('/')} `,
      )
      hash.update(`${digest(await readFile(file))}\n`)
    }
  }
  return hash.digest('hex')
}

/** The nearest package-lock.json above a folder. */
export async function findLockfile(folder: string): Promise<{ folder: string; bytes: Buffer } | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const bytes = await readFile(join(at, 'package-lock.json')).catch(() => undefined)
    if (bytes) return { folder: at, bytes }
    if (dirname(at) === at) return undefined
  }
}

async function withWorkspaces(
  folder: string,
  lockfile: { folder: string; bytes: Buffer },
): Promise<string[]> {
  const { packages = {} } = JSON.parse(lockfile.bytes.toString('utf8')) as Lockfile
  const found = new Set<string>()
  const visit = async (at: string): Promise<void> => {
    if (found.has(at)) return
    found.add(at)
    const text = await readFile(join(at, 'package.json'), 'utf8').catch(() => '{}')
    for (const name of Object.keys((JSON.parse(text) as PackageFile).dependencies ?? {})) {
      const linked = packages[`node_modules/${name}`]
      if (linked?.link && linked.resolved) await visit(join(lockfile.folder, linked.resolved))
    }
  }
  await visit(folder.replace(/[/\\]$/, ''))
  return [...found].sort()
}

async function listSources(folder: string): Promise<string[]> {
  const files: string[] = []
  const visit = async (at: string): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      const skipped = entry.name.startsWith('.') || skippedFolders.has(entry.name)
      if (entry.isDirectory() && !skipped) await visit(join(at, entry.name))
      else if (entry.isFile() && !skipped && !/(\.test\.ts|\.md)$/.test(entry.name)) {
        files.push(join(at, entry.name))
      }
    }
  }
  await visit(folder)
  return files.sort()
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
