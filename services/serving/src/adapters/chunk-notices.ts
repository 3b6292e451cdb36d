import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A chunk of the prediction log that is in the artifact store and has to be announced. */
export type ChunkNotice = {
  endpoint: string
  model: string
  chunkDigest: string
  rowCount: number
  firstAt: string
  lastAt: string
}

/** Chunks not announced yet, kept on disk so that a stop while the database is away forgets none. */
export class ChunkNotices {
  readonly #path: string
  #notices: ChunkNotice[]

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
  }

  async remove(notices: readonly ChunkNotice[]): Promise<void> {
    this.#notices = this.#notices.filter((notice) => !notices.includes(notice))
    await this.#save()
  }

  async #save(): Promise<void> {
    await writeFile(`${this.#path}.new`, JSON.stringify(this.#notices))
    await rename(`${this.#path}.new`, this.#path)
  }
}
