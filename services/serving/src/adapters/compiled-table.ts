import { digestOf } from '@headway/artifacts/digest'
import { Arena } from '@headway/onnx/compiled/arena'
import type { Face } from '@headway/onnx/compiled/compile'
import type { Image, ImageEntry } from '@headway/onnx/compiled/image'
import type { InputLayout } from '../domain/model-definition.ts'
import type { Background } from './background.ts'
import type { CompiledImages } from './compiled-images.ts'
import type { LocalArtifact } from './session-table.ts'
import type { ModelSignature } from './thread-messages.ts'

type Held = { key: string; handle: number; byteLength: number; references: number }

/** Programs for some artifacts. */
export type CompiledLease = {
  /** For each artifact asked, in that order, the handle of its program; null where it has none. */
  handles: (number | null)[]
  /** How many of them were not in memory before. */
  newCount: number
  release(): void
}

const proofSize = 256

/**
 * The compiled programs in memory, by artifact: those that answered the artifact's probe rows as ONNX Runtime did at
 * training. They are small and stay while any version holds them.
 */
export class CompiledTable {
  readonly #arena: Arena
  readonly #images: CompiledImages
  readonly #background: Background
  readonly #held = new Map<string, Held>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    images: CompiledImages,
    background: Background,
    onSegment: (index: number, buffer: SharedArrayBuffer | null) => void,
  ) {
    this.#images = images
    this.#background = background
    this.#arena = new Arena(onSegment)
  }

  get heldCount(): number {
    return this.#held.size
  }

  /** Memory that the programs take, with what is free between them. */
  get bytes(): number {
    return this.#arena.reservedBytes
  }

  /** Holds the programs of those artifacts that have one, compiling what was never tried here. */
  lease(
    artifacts: readonly LocalArtifact[],
    signature: ModelSignature,
    layout: InputLayout,
    signal: AbortSignal,
    onProgress: (newCount: number) => void,
  ): Promise<CompiledLease> {
    // One after another: two that begin with the same pack would compile it twice.
    const lease = this.#last.then(() => this.#lease(artifacts, signature, layout, signal, onProgress))
    this.#last = lease.catch(() => {})
    return lease
  }

  async #lease(
    artifacts: readonly LocalArtifact[],
    signature: ModelSignature,
    layout: InputLayout,
    signal: AbortSignal,
    onProgress: (newCount: number) => void,
  ): Promise<CompiledLease> {
    const face = faceOf(layout, signature)
    const faceDigest = digestOf(JSON.stringify([face, signature])).slice(0, 16)
    const keyOf = ({ sha256 }: LocalArtifact) => `${sha256} ${faceDigest}`
    const holds: Held[] = []
    const release = () => this.#release(holds.splice(0))
    const missing: LocalArtifact[] = []
    for (const artifact of artifacts) {
      const known = this.#held.get(keyOf(artifact))
      if (known) this.#take(known, holds)
      else missing.push(artifact)
    }
    let newCount = 0
    try {
      for (const [pack, members] of Map.groupBy(missing, (artifact) => artifact.pack)) {
        await using opened = new AsyncDisposableStack()
        const images = await this.#imagesOf(pack, members, { face, faceDigest, signature }, signal)
        for (const image of images) opened.use(image)
        for (const image of images) {
          const wanted = members.filter((artifact) => !this.#held.has(keyOf(artifact)))
          const digests = wanted.map(({ sha256 }) => sha256)
          const loaded = await image.load(this.#arena, digests).catch(async (error) => {
            // A damaged image is made again the next time that it is wanted.
            await this.#images.forget(pack)
            throw error
          })
          for (const [sha256, place] of loaded) {
            const key = `${sha256} ${faceDigest}`
            const held = { ...place, key, references: 0 }
            this.#held.set(key, held)
            this.#take(held, holds)
          }
          newCount += loaded.size
          onProgress(newCount)
        }
      }
    } catch (error) {
      release()
      throw error
    }
    const handles = artifacts.map((artifact) => this.#held.get(keyOf(artifact))?.handle ?? null)
    return { handles, newCount, release }
  }

  /** Images that between them know every one of the members. */
  async #imagesOf(
    pack: string,
    members: readonly LocalArtifact[],
    { face, faceDigest, signature }: { face: Face; faceDigest: string; signature: ModelSignature },
    signal: AbortSignal,
  ): Promise<Image[]> {
    const images = await this.#images.list(pack, faceDigest)
    const untried = members.filter(({ sha256 }) => !images.some((image) => image.find(sha256)))
    if (untried.length === 0) return images
    const entries: ImageEntry[] = []
    for (let at = 0; at < untried.length; at += proofSize) {
      signal.throwIfAborted()
      const part = untried.slice(at, at + proofSize)
      const path = part[0]?.path ?? ''
      entries.push(...(await this.#background.prove({ path, members: part, face, signature })))
    }
    return [...images, await this.#images.add(pack, faceDigest, images.length, entries)]
  }

  #take(held: Held, holds: Held[]): void {
    held.references++
    holds.push(held)
  }

  #release(holds: readonly Held[]): void {
    for (const held of holds) {
      if (--held.references > 0) continue
      this.#held.delete(held.key)
      this.#arena.free(held.handle, held.byteLength)
    }
  }
}

function faceOf(layout: InputLayout, { features, outputs }: ModelSignature): Face {
  return {
    inputs:
      layout.kind === 'matrix'
        ? [{ name: layout.input, columns: features.length }]
        : layout.inputs.map(({ name }) => ({ name, columns: 1 })),
    outputs: outputs.map(({ name }) => name),
  }
}
