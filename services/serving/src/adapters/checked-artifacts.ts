import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestOf } from '@headway/artifacts/digest'

/**
 * Which artifacts were loaded here and answered their probe rows, by artifact and signature, kept on disk: a start need not
 * check them again before it answers.
 */
export class CheckedArtifacts {
  readonly #path: string
  readonly #keys: Set<string>
  #isSaved = true

  private constructor(path: string, keys: Set<string>) {
    this.#path = path
    this.#keys = keys
  }

  /** Reads what was checked with this version of the engines; what another version checked is not known. */
  static async open(folder: string, engines: string): Promise<CheckedArtifacts> {
    const path = join(folder, `checked-${digestOf(engines).slice(0, 16)}.txt`)
    const text = await readFile(path, 'utf8').catch(() => '')
    return new CheckedArtifacts(path, new Set(text.split('\n').filter((line) => line !== '')))
  }

  has(key: string): boolean {
    return this.#keys.has(key)
  }

  add(key: string): void {
    this.#isSaved &&= this.#keys.has(key)
    this.#keys.add(key)
  }

  /** Writes down what is known of the artifacts that are still held, and forgets the others. */
  async save(isHeld: (key: string) => boolean): Promise<void> {
    for (const key of this.#keys) {
      if (isHeld(key)) continue
      this.#keys.delete(key)
      this.#isSaved = false
    }
    if (this.#isSaved) return
    this.#isSaved = true
    await writeFile(`${this.#path}.new`, [...this.#keys].join('\n'))
    await rename(`${this.#path}.new`, this.#path)
  }
}
