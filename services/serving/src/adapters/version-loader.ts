import { readFile } from 'node:fs/promises'
import { digestMismatch, digestOf } from '@headway/artifacts/digest'
import { DomainError } from '@headway/kit/errors'
import type { AliasedVersion } from '../domain/endpoint.ts'
import type { Engine } from '../domain/engine.ts'
import type { ModelPlace } from '../domain/routing.ts'
import { RoutingTable } from '../domain/routing.ts'
import type { Background } from './background.ts'
import type { CompactManifest } from './compact-manifest.ts'
import type { CompiledImages } from './compiled-images.ts'
import { leaseModels, type ModelTables } from './lease-models.ts'
import type { LocalCache } from './local-cache.ts'
import { ResidentVersion } from './resident-version.ts'
import {
  ArtifactRefused,
  type LeaseOptions,
  type LeaseProgress,
  type LocalArtifact,
} from './session-table.ts'
import { Wake } from './wake.ts'

export type LoadProgress = LeaseProgress & { partitionCount: number }

/** A version in memory and one holder's claim on it. */
export type LoadedVersion = { version: ResidentVersion; hold: Disposable }

export type LoadOptions = {
  engine: Engine
  /** Answer at once from what was checked here before, loading each model when it is asked for or by `fill`. */
  trustsChecked?: boolean
}

type Entry = { version: ResidentVersion; files: readonly string[]; holders: number }

/** Brings versions into service: fetches what is not here, loads and checks what was not yet. */
export class VersionLoader {
  readonly #cache: LocalCache
  readonly #background: Background
  readonly #models: ModelTables
  readonly #images: CompiledImages
  readonly #resident = new Map<string, Entry>()
  /** Files of versions on their way into memory. */
  readonly #loading = new Set<readonly string[]>()
  readonly #isPinned: (model: string, key: string) => boolean
  /** Woken when a version came or went, so that there may be room or need for models. */
  readonly changed = new Wake()

  constructor(
    cache: LocalCache,
    background: Background,
    models: ModelTables,
    images: CompiledImages,
    isPinned: (model: string, key: string) => boolean,
  ) {
    this.#cache = cache
    this.#background = background
    this.#models = models
    this.#images = images
    this.#isPinned = isPinned
  }

  /** Loads what the versions hold and is not in memory, as far as there is room. */
  async fill(signal: AbortSignal): Promise<void> {
    const { sessions } = this.#models
    for (const { version } of this.#resident.values()) {
      if (sessions.counts.models >= sessions.heldCount) return
      await version.fill([...Array(version.artifactCount).keys()], signal)
    }
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
    options: LoadOptions,
  ): Promise<LoadedVersion> {
    const key = `${versionId} ${manifestDigest} ${options.engine}`
    const known = this.#resident.get(key)
    if (known) {
      onProgress({ partitionCount: known.version.routing.partitionCount, toLoad: 0, loaded: 0 })
      return { version: known.version, hold: this.#hold(key, known) }
    }
    const files = [manifestDigest]
    this.#loading.add(files)
    try {
      const version = await this.#load(versionId, manifestDigest, files, signal, onProgress, options)
      // Another variant may have loaded the same meanwhile: one of the two is enough.
      const entry = this.#resident.get(key) ?? { version, files, holders: 0 }
      if (entry.version !== version) version.retire()
      this.#resident.set(key, entry)
      this.changed.wake()
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
    { engine, trustsChecked = false }: LoadOptions,
  ): Promise<ResidentVersion> {
    const manifest = await this.#background.readManifest(await this.#readVerified(manifestDigest))
    files.push(...manifest.packs)
    if (!versionId.startsWith(`${manifest.model}/`)) {
      const words = `the manifest of ${versionId} is of model ${manifest.model}`
      throw new DomainError('INVALID_ARGUMENT', words, { field: 'manifestDigest', value: manifestDigest })
    }
    const keys = manifest.keys.split('\n')
    const partitionCount = manifest.artifactOfKey.length
    const pinned = this.#pinnedArtifacts(manifest, keys)
    const lease = await this.#lease(
      manifest,
      keys,
      engine,
      {
        isEager: (_, isChecked) => !(trustsChecked && isChecked),
        isPinned: (artifact) => pinned.has(artifact),
      },
      signal,
      (progress) => onProgress({ ...progress, partitionCount }),
    )
    const places = function* (): Generator<[string, ModelPlace]> {
      for (const [at, artifact] of manifest.artifactOfKey.entries()) {
        yield [keys[at] ?? '', lease.places[artifact] as ModelPlace]
      }
    }
    const { definition } = manifest
    const arity = definition.partitionedBy.length
    const routing = new RoutingTable(places(), arity, definition.baseline.length > 0)
    return new ResidentVersion({ versionId, manifestDigest, engine, definition, routing, lease })
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
    engine: Engine,
    options: LeaseOptions,
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
        const { definition } = manifest
        return await leaseModels(this.#models, artifacts, definition, engine, options, signal, onProgress)
      } catch (error) {
        if (!(error instanceof ArtifactRefused)) throw error
        const pack = manifest.packOf[error.index] ?? 0
        const partition = keys[manifest.artifactOfKey.indexOf(error.index)] ?? ''
        await this.#cache.forget(manifest.packs[pack] ?? '')
        await this.#images.forget(manifest.packs[pack] ?? '')
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

  #pinnedArtifacts({ model, artifactOfKey }: CompactManifest, keys: readonly string[]): Set<number> {
    const pinned = new Set<number>()
    for (const [at, artifact] of artifactOfKey.entries()) {
      if (this.#isPinned(model, keys[at] ?? '')) pinned.add(artifact)
    }
    return pinned
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
        this.changed.wake()
      },
    }
  }
}

function localArtifacts(manifest: CompactManifest, paths: readonly string[]): LocalArtifact[] {
  return Array.from(manifest.packOf, (pack, index) => ({
    sha256: manifest.digests.slice(index * 64, index * 64 + 64),
    pack: manifest.packs[pack] ?? '',
    path: paths[pack] ?? '',
    offset: manifest.offsets[index] ?? 0,
    length: manifest.lengths[index] ?? 0,
  }))
}
