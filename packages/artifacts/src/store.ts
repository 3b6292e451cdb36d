import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { DomainError } from '@headway/kit/errors'
import { FolderStore } from './folder-store.ts'

export type ArtifactStat = { digest: string; size: number }

export type ArtifactSource = Uint8Array | Readable | { path: string }

export type PutOptions = {
  /** Refuse the bytes (INVALID_ARGUMENT) when their digest is another one; nothing is kept then. */
  expected?: string
}

/** Random access to one artifact through one open file; `read` answers exactly `length` bytes. */
export type ArtifactReader = AsyncDisposable & {
  readonly size: number
  read(offset: number, length: number): Promise<Buffer>
}

/** Immutable bytes by SHA-256. Every method throws NOT_FOUND for an artifact that is not there. */
export type ArtifactStore = AsyncDisposable & {
  /** Atomic and idempotent: the artifact is there whole or not at all, and once only. */
  put(source: ArtifactSource, options?: PutOptions): Promise<ArtifactStat>
  putFile(path: string, options?: PutOptions): Promise<ArtifactStat>
  /** The whole artifact, verified. */
  get(digest: string): Promise<Buffer>
  /** A stream of the whole artifact fails at its end when the bytes do not match; a part is not verified. */
  open(digest: string, range?: { offset?: number; length?: number }): Readable
  /** Exactly `length` bytes from `offset`, not verified (a pack member has a digest of its own). */
  read(digest: string, offset: number, length: number): Promise<Buffer>
  reader(digest: string): Promise<ArtifactReader>
  /** A local file with these bytes, verified once per process; never to be written to. */
  path(digest: string): Promise<string>
  has(digest: string): Promise<boolean>
  stat(digest: string): Promise<ArtifactStat>
}

/** Opens the store at a folder path or a `file:` URL; INVALID_ARGUMENT for a location of another kind. */
export async function openArtifactStore(location: string): Promise<ArtifactStore> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase()
  if (scheme === 'file') return FolderStore.open(fileURLToPath(location))
  if (scheme === undefined && location !== '') return FolderStore.open(location)
  throw new DomainError('INVALID_ARGUMENT', `there is no artifact store for "${location}"`, {
    field: 'HEADWAY_ARTIFACTS',
    value: location,
    expected: 'the path of a folder, or a file: URL',
  })
}
