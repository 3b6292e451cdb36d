import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ArtifactStore } from '@headway/artifacts/store'
import { DomainError } from '@headway/kit/errors'

export type SourceFormat = 'parquet' | 'csv' | 'csv.gz'

/** A file to read; `name` is what errors and the version call it. */
export type SourceFile = { name: string; path: string; digest: string; size: number; format: SourceFormat }

export type SourceRequest = { artifacts: string[] } | { folder: string; include: string | null }

const mostSources = 1000

/** The files of a request, in order; errors as `registerDatasetVersion` says. */
export async function findSources(
  request: SourceRequest,
  { artifacts, folders }: { artifacts: ArtifactStore; folders: readonly string[] },
): Promise<SourceFile[]> {
  const found =
    'artifacts' in request
      ? await Promise.all(request.artifacts.map((digest) => fromArtifact(artifacts, digest)))
      : await fromFolder(request.folder, request.include, folders)
  if (found.length > 0 && found.length <= mostSources) return found
  const field = 'artifacts' in request ? 'source.artifacts' : 'source.folder'
  throw new DomainError(
    'INVALID_ARGUMENT',
    found.length === 0 ? 'the source has no files' : 'too many files',
    {
      field,
      value: 'artifacts' in request ? found.length : request.folder,
      expected: `1 to ${mostSources} files: Parquet, CSV or gzipped CSV`,
    },
  )
}

async function fromArtifact(artifacts: ArtifactStore, digest: string): Promise<SourceFile> {
  const path = await artifacts.path(digest)
  const { size } = await stat(path)
  return { name: digest, path, digest, size, format: await formatOf(path) }
}

async function fromFolder(
  folder: string,
  include: string | null,
  folders: readonly string[],
): Promise<SourceFile[]> {
  const root = await allowedFolder(folder, folders)
  const pattern = include === null ? /\.(parquet|csv|csv\.gz)$/ : globPattern(include)
  const names = (await readdir(root)).filter((name) => pattern.test(name)).sort()
  const files: SourceFile[] = []
  for (const name of names) {
    const path = await realpath(join(root, name))
    if (!isInside(path, root)) throw denied(join(folder, name))
    const found = await stat(path)
    if (!found.isFile()) continue
    files.push({
      name,
      path,
      digest: await digestOfFile(path),
      size: found.size,
      format: await formatOf(path),
    })
  }
  return files
}

/** The folder with its links resolved, so that none leads out of what the service may read. */
async function allowedFolder(folder: string, folders: readonly string[]): Promise<string> {
  const root = await realpath(folder).catch(() => undefined)
  const allowed = await Promise.all(folders.map((path) => realpath(path).catch(() => undefined)))
  // A folder outside is refused before it is said whether it exists.
  const inside = allowed.some((parent) => parent !== undefined && isInside(root ?? folder, parent))
  if (!inside) throw denied(folder)
  if (root !== undefined && (await stat(root)).isDirectory()) return root
  throw new DomainError('NOT_FOUND', `there is no folder ${folder}`, {
    field: 'source.folder',
    value: folder,
  })
}

function isInside(path: string, parent: string): boolean {
  const steps = relative(parent, path)
  return steps === '' || !(steps === '..' || steps.startsWith(`..${sep}`) || steps.startsWith(sep))
}

function denied(path: string): DomainError {
  return new DomainError('PERMISSION_DENIED', `the service may not read ${path}`, {
    field: 'source.folder',
    value: path,
    expected: 'a folder inside one of HEADWAY_DATASET_FOLDERS',
  })
}

function globPattern(include: string): RegExp {
  const parts = include.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

async function formatOf(path: string): Promise<SourceFormat> {
  await using handle: FileHandle = await open(path, 'r')
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
  const head = buffer.subarray(0, bytesRead)
  if (head.toString('latin1') === 'PAR1') return 'parquet'
  return head[0] === 0x1f && head[1] === 0x8b ? 'csv.gz' : 'csv'
}
