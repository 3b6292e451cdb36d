import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { engineVersion } from '@headway/onnx/compiled/engine-version'
import { type Image, type ImageEntry, openImage, writeImage } from '@headway/onnx/compiled/image'

/** Compiled packs on this disk, with the verdict on every artifact that was tried. */
export class CompiledImages {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async open(cacheFolder: string): Promise<CompiledImages> {
    const folder = join(cacheFolder, 'compiled')
    await mkdir(folder, { recursive: true })
    return new CompiledImages(folder)
  }

  /** The images of a pack for one face, to be closed by the caller: several where versions took different members of it. */
  async list(pack: string, face: string): Promise<Image[]> {
    const images: Image[] = []
    for (;;) {
      const image = await openImage(this.#path(pack, face, images.length))
      if (image === undefined) return images
      images.push(image)
    }
  }

  /** Writes what `list` answers as its image number `at` from then on. */
  async add(pack: string, face: string, at: number, entries: readonly ImageEntry[]): Promise<Image> {
    const path = this.#path(pack, face, at)
    await writeImage(path, entries)
    const image = await openImage(path)
    if (image === undefined) throw new Error(`the image ${path} is gone`)
    return image
  }

  /** Removes the images of a pack, such as damaged ones. */
  async forget(pack: string): Promise<void> {
    await this.#removeWhere((name) => name.startsWith(pack))
  }

  /** Removes what is not needed any more, and what another version of the engine wrote. */
  async prune(neededPacks: ReadonlySet<string>): Promise<void> {
    await this.#removeWhere(
      (name) => !neededPacks.has(name.slice(0, 64)) || !name.includes(`-${engineVersion}-`),
    )
  }

  async #removeWhere(isOld: (name: string) => boolean): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.image') && isOld(name))
    await Promise.all(names.map((name) => rm(join(this.#folder, name), { force: true })))
  }

  #path(pack: string, face: string, at: number): string {
    return join(this.#folder, `${pack}-${engineVersion}-${face}.${at}.image`)
  }
}
