import { createHash } from 'node:crypto'
import { arch, platform, release } from 'node:os'
import { findLockfile } from './code-version.ts'

/** What a task ran on; stored as an artifact so that a model version can say how it was made. */
export type Environment = {
  format: 'headway.environment/1'
  runtime: { name: 'node'; version: string }
  platform: { os: string; architecture: string; release: string }
  libraries: { name: string; version: string }[]
  lockfileDigest: string | null
}

type Lockfile = { packages?: Record<string, { version?: string; link?: boolean; dev?: boolean }> }

/** Reads the environment of this process: libraries are those of the lockfile above `folder`. */
export async function captureEnvironment(folder: string): Promise<Environment> {
  const lockfile = await findLockfile(folder)
  return {
    format: 'headway.environment/1',
    runtime: { name: 'node', version: process.versions.node },
    platform: { os: platform(), architecture: arch(), release: release() },
    libraries: lockfile ? librariesOf(JSON.parse(lockfile.bytes.toString('utf8')) as Lockfile) : [],
    lockfileDigest: lockfile ? createHash('sha256').update(lockfile.bytes).digest('hex') : null,
  }
}

function librariesOf({ packages = {} }: Lockfile): Environment['libraries'] {
  return Object.entries(packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && entry.version && !entry.link && !entry.dev)
    .map(([path, entry]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version ?? '',
    }))
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1))
}
