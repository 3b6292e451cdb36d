import { readFile } from 'node:fs/promises'
import { digestMismatch, digestOf } from '@headway/artifacts/digest'
import { DomainError } from '@headway/kit/errors'
import type { AliasedVersion } from '../domain/endpoint.ts'
import type { ModelPlace } from '../domain/routing.ts'
import { RoutingTable } from '../domain/routing.ts'
import type { Background } from './background.ts'
import type { CompactManifest } from './compact-manifest.ts'
import type { LocalCache } from './local-cache.ts'
import { ResidentVersion } from './resident-version.ts'
import {
  ArtifactRefused,
  type LeaseProgress,
  type LocalArtifact,
  type SessionTable,
} from './session-table.ts'

export type LoadProgress = LeaseProgress & { partitionCount: number }

/** A version in memory and one holder's claim on it. */
export type LoadedVersion = { version: ResidentVersion; hold: Disposable }

type Entry = { version: ResidentVersion; files: readonly string[]; holders: number }

/** Brings versions into memory: fetches what is not here, loads and checks what is not resident. */
export class VersionLoader {
  readonly #cache: LocalCache
  readonly #background: Background
  readonly #sessions: SessionTable
  readonly #resident = new Map<string, Entry>()
  /** Files of versions on their way into memory. */
  readonly #loading = new Set<readonly string[]>()

  constructor(cache: LocalCache, background: Background, sessions: SessionTable) {
    this.#cache = cache
    this.#background = background
    this.#sessions = sessions
  }

  /** Digests of all files that the versions in memory, or on their way there, need. */
  neededFiles(): Set<string> {
    return new Set([...this.#loading, ...[...this.#resident.values()].map(({ files }) => files)].flat())
  }

  /**
   * Loads a version and checks every artifact that is new. A DomainError tells what was refused, with
   * `details.partition` where one partition is to blame; nothing of the version is kept then.
   */
  async load(
    { versionId, manifestDigest }: Pick<AliasedVersion, 'versionId' | 'manifestDigest'>,
    signal: AbortSignal,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<LoadedVersion> {
    const key = `${versionId} ${manifestDigest}`
    const known = this.#resident.get(key)
    if (known) {
      onProgress({ partitionCount: known.version.routing.partitionCount, toLoad: 0, loaded: 0 })
      return { version: known.version, hold: this.#hold(key, known) }
    }
    const files = [manifestDigest]
    this.#loading.add(files)
    try {
      const version = await this.#load(versionId, manifestDigest, files, signal, onProgress)
      // Another variant may have loaded the same meanwhile: one of the two is enough.
      const entry = this.#resident.get(key) ?? { version, files, holders: 0 }
      if (entry.version !== version) version.retire()
      this.#resident.set(key, entry)
      return { version: entry.version, hold: this.#hold(key, entry) }
    } finally {
      this.#loading.delete(files)
    }
  }

  async #load(
    versionId: string,
    manifestDigest: string,
    files: string[],
    signal: AbortSignal,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<ResidentVersion> {
    const manifest = await this.#background.readManifest(await this.#readVerified(manifestDigest))
    files.push(...manifest.packs)
    if (!versionId.startsWith(`${manifest.model}/`)) {
      const words = `the manifest of ${versionId} is of model ${manifest.model}`
      throw new DomainError('INVALID_ARGUMENT', words, { field: 'manifestDigest', value: manifestDigest })
    }
    const keys = manifest.keys.split('\n')
    const partitionCount = manifest.artifactOfKey.length
    const lease = await this.#lease(manifest, keys, signal, (progress) =>
      onProgress({ ...progress, partitionCount }),
    )
    const places = function* (): Generator<[string, ModelPlace]> {
      for (const [at, artifact] of manifest.artifactOfKey.entries()) {
        yield [keys[at] ?? '', lease.places[artifact] as ModelPlace]
      }
    }
    const { definition } = manifest
    const arity = definition.partitionedBy.length
    const routing = new RoutingTable(places(), arity, definition.baseline.length > 0)
    return new ResidentVersion({ versionId, manifestDigest, definition, routing, lease })
  }

  async #readVerified(digest: string): Promise<Buffer> {
    for (;;) {
      const { path, fetched } = await this.#cache.bring(digest)
      const bytes = await readFile(path)
      const actual = digestOf(bytes)
      if (actual === digest) return bytes
      await this.#cache.forget(digest)
      if (fetched) throw digestMismatch(digest, actual)
    }
  }

  async #lease(
    manifest: CompactManifest,
    keys: readonly string[],
    signal: AbortSignal,
    onProgress: (progress: LeaseProgress) => void,
  ) {
    for (;;) {
      signal.throwIfAborted()
      const files = await Promise.all(manifest.packs.map((pack) => this.#cache.bring(pack)))
      const artifacts = localArtifacts(
        manifest,
        files.map(({ path }) => path),
      )
      try {
        const signature = manifest.definition
        return await this.#sessions.lease(artifacts, signature, signal, onProgress)
      } catch (error) {
        if (!(error instanceof ArtifactRefused)) throw error
        const pack = manifest.packOf[error.index] ?? 0
        const partition = keys[manifest.artifactOfKey.indexOf(error.index)] ?? ''
        await this.#cache.forget(manifest.packs[pack] ?? '')
        // Bytes that lay here for long may have gone bad here: once more from the store before the version is blamed.
        if (files[pack]?.fetched === false) continue
        throw new DomainError(error.code, `partition "${partition}": ${error.message}`, {
          cause: error,
          field: 'partition',
          value: partition,
          details: { partition },
        })
      }
    }
  }

  #hold(key: string, entry: Entry): Disposable {
    entry.holders++
    let ended = false
    return {
      [Symbol.dispose]: () => {
        if (ended) return
        ended = true
        if (--entry.holders > 0) return
        this.#resident.delete(key)
        entry.version.retire()
      },
    }
  }
}

function localArtifacts(manifest: CompactManifest, paths: readonly string[]): LocalArtifact[] {
  return Array.from(manifest.packOf, (pack, index) => ({
    sha256: manifest.digests.slice(index * 64, index * 64 + 64),
    path: paths[pack] ?? '',
    offset: manifest.offsets[index] ?? 0,
    length: manifest.lengths[index] ?? 0,
  }))
}
