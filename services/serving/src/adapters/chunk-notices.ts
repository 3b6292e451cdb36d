import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Wake } from './wake.ts'

/** A chunk of the prediction log that is in the artifact store and has to be announced. */
export type ChunkNotice = {
  endpoint: string
  model: string
  /** Answers of a shadow, which nobody was told. Left out by an earlier release. */
  isShadow?: boolean
  chunkDigest: string
  rowCount: number
  firstAt: string
  lastAt: string
}

/** Chunks not announced yet, kept on disk so that a stop while the database is away forgets none. */
export class ChunkNotices {
  readonly #path: string
  #notices: ChunkNotice[]
  readonly #added = new Wake()
  #saving: Promise<void> = Promise.resolve()

  private constructor(path: string, notices: ChunkNotice[]) {
    this.#path = path
    this.#notices = notices
  }

  static async open(folder: string): Promise<ChunkNotices> {
    await mkdir(folder, { recursive: true })
    const path = join(folder, 'chunks-to-announce.json')
    const text = await readFile(path, 'utf8').catch(() => '[]')
    return new ChunkNotices(path, JSON.parse(text) as ChunkNotice[])
  }

  list(): ChunkNotice[] {
    return [...this.#notices]
  }

  async add(notice: ChunkNotice): Promise<void> {
    this.#notices.push(notice)
    await this.#save()
    this.#added.wake()
  }

  wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return this.#added.wait(timeoutMs, signal)
  }

  async remove(notices: readonly ChunkNotice[]): Promise<void> {
    this.#notices = this.#notices.filter((notice) => !notices.includes(notice))
    await this.#save()
  }

  /** One after another: two at a time would write into one file. */
  #save(): Promise<void> {
    const write = async () => {
      await writeFile(`${this.#path}.new`, JSON.stringify(this.#notices), { flush: true })
      await rename(`${this.#path}.new`, this.#path)
    }
    this.#saving = this.#saving.then(write, write)
    return this.#saving
  }
}
