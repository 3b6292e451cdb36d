import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArtifactStore } from '@headway/artifacts/store'
import { z } from 'zod'
import { engines } from '../domain/engine.ts'

const servedState = z.object({
  format: z.literal('headway.serving-state/1'),
  endpoints: z.array(
    z.object({
      name: z.string(),
      model: z.string(),
      logShare: z.number(),
      variants: z.array(
        z.object({
          name: z.string(),
          role: z.enum(['PRIMARY', 'CHALLENGER', 'CANARY', 'SHADOW']),
          alias: z.string(),
          weight: z.number().nullable().default(null),
          versionId: z.string(),
          revision: z.number(),
          manifestDigest: z.string(),
          engine: z.enum(engines).optional(),
        }),
      ),
    }),
  ),
})

export type ServedState = z.infer<typeof servedState>

/** What this replica served last, in a folder of its own: enough to serve it again when everything else is down. */
export class LocalCache {
  readonly #folder: string
  readonly #store: ArtifactStore
  #writing: Promise<void> = Promise.resolve()

  private constructor(folder: string, store: ArtifactStore) {
    this.#folder = folder
    this.#store = store
  }

  static async open(folder: string, store: ArtifactStore): Promise<LocalCache> {
    await mkdir(join(folder, 'objects'), { recursive: true })
    return new LocalCache(folder, store)
  }

  /** A local file with the artifact's bytes, kept until `prune`; `fetched` tells whether it was not here before. */
  async bring(digest: string): Promise<{ path: string; fetched: boolean }> {
    const path = this.#pathOf(digest)
    if (await exists(path)) return { path, fetched: false }
    const source = await this.#store.path(digest)
    const temporary = `${path}.${randomUUID()}`
    try {
      // A link costs no space; another file system needs a copy.
      await link(source, temporary).catch(() => copyFile(source, temporary))
      await rename(temporary, path)
    } finally {
      await rm(temporary, { force: true })
    }
    return { path, fetched: true }
  }

  /** Replaces a file whose bytes turned out wrong. */
  async fetchAgain(digest: string): Promise<void> {
    await this.forget(digest)
    await this.bring(digest)
  }

  /** Removes a file whose bytes turned out wrong, so that it is fetched anew. */
  async forget(digest: string): Promise<void> {
    await rm(this.#pathOf(digest), { force: true })
  }

  /** Removes what is not needed any more. */
  async prune(keep: ReadonlySet<string>): Promise<void> {
    const names = await readdir(join(this.#folder, 'objects'))
    const old = names.filter((name) => /^[0-9a-f]{64}$/.test(name) && !keep.has(name))
    await Promise.all(old.map((name) => this.forget(name)))
  }

  /** The state saved last; undefined when there is none that can be read. */
  async readState(): Promise<ServedState | undefined> {
    try {
      return servedState.parse(JSON.parse(await readFile(this.#statePath(), 'utf8')))
    } catch {
      return undefined
    }
  }

  /** Names this replica among those that serve, the same after a restart: a rollout need not wait for its former self. */
  async replicaId(): Promise<string> {
    const path = join(this.#folder, 'replica-id')
    const known = await readFile(path, 'utf8').catch(() => '')
    if (known !== '') return known
    const created = randomUUID()
    await writeFile(path, created)
    return created
  }

  /** Saves the state whole; calls follow one another. */
  saveState(endpoints: ServedState['endpoints']): Promise<void> {
    const text = JSON.stringify({ format: 'headway.serving-state/1', endpoints } satisfies ServedState)
    const write = async () => {
      const temporary = `${this.#statePath()}.${process.pid}`
      await writeFile(temporary, text, { flush: true })
      await rename(temporary, this.#statePath())
    }
    this.#writing = this.#writing.then(write, write)
    return this.#writing
  }

  #pathOf(digest: string): string {
    return join(this.#folder, 'objects', digest)
  }

  #statePath(): string {
    return join(this.#folder, 'state.json')
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
