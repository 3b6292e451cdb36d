import { DomainError } from '@headway/kit/errors'
import type { ModelPlace } from '../domain/routing.ts'
import { type InferenceThread, ThreadFailure } from './inference-handle.ts'
import type { ArtifactLoad, ModelSignature } from './thread-messages.ts'

/** An artifact where its bytes are: a range of a local file. */
export type LocalArtifact = { sha256: string; path: string; offset: number; length: number }

export type Lease = {
  /** A place for each artifact asked, in that order. */
  places: ModelPlace[]
  loadedCount: number
  reusedCount: number
  release(): void
}

export type LeaseProgress = { toLoad: number; loaded: number }

type Held = { key: string; place: ModelPlace; references: number; ready: Promise<void> }

const chunkSize = 32

/** A refused artifact: which of those asked for, and why. */
export class ArtifactRefused extends DomainError {
  readonly index: number

  constructor(index: number, sha256: string, cause: ThreadFailure) {
    super(cause.code, cause.message, { cause, field: 'sha256', value: sha256 })
    this.index = index
  }
}

/**
 * The sessions of all threads by artifact: each artifact is in one thread once, however many versions and variants hold
 * it, and goes when the last lets go.
 */
export class SessionTable {
  readonly #threads: readonly InferenceThread[]
  readonly #held = new Map<string, Held>()
  readonly #counts: number[]
  readonly #freeSlots: number[][]
  readonly #slotEnds: number[]

  constructor(threads: readonly InferenceThread[]) {
    this.#threads = threads
    this.#counts = threads.map(() => 0)
    this.#freeSlots = threads.map(() => [])
    this.#slotEnds = threads.map(() => 0)
  }

  get residentCount(): number {
    return this.#held.size
  }

  /**
   * Holds every artifact, loading and checking those that are not in memory. Rejects with ArtifactRefused when one is
   * not what it should be; then, and when the signal aborts, nothing more is held than before.
   */
  async lease(
    artifacts: readonly LocalArtifact[],
    signature: ModelSignature,
    signal: AbortSignal,
    onProgress: (progress: LeaseProgress) => void,
  ): Promise<Lease> {
    const shape = JSON.stringify([signature.inputs, signature.outputs, signature.features.length])
    const missing: { held: Held; index: number; settle: PromiseWithResolvers<void> }[] = []
    const holds = artifacts.map((artifact, index) => {
      const key = `${artifact.sha256} ${shape}`
      const known = this.#held.get(key)
      if (known) {
        known.references++
        return known
      }
      const settle = Promise.withResolvers<void>()
      // Whoever waits for it sees the failure; nobody waiting is no reason to stop the process.
      settle.promise.catch(() => {})
      const held = { key, place: this.#newPlace(), references: 1, ready: settle.promise }
      this.#held.set(key, held)
      missing.push({ held, index, settle })
      return held
    })
    const release = once(() => this.#release(holds))
    const progress = { toLoad: missing.length, loaded: 0 }
    onProgress({ ...progress })
    try {
      const byThread = Map.groupBy(missing, ({ held }) => held.place.thread)
      const loads = [...byThread].map(async ([thread, queue]) => {
        for (let at = 0; at < queue.length; at += chunkSize) {
          signal.throwIfAborted()
          const chunk = queue.slice(at, at + chunkSize)
          const loading = chunk.map(({ held, index }): ArtifactLoad => {
            const { sha256, path, offset, length } = artifacts[index] as LocalArtifact
            return { slot: held.place.slot, sha256, path, offset, length }
          })
          await this.#threads[thread]?.load({ artifacts: loading, signature }).catch((error) => {
            throw refusalOf(error, chunk, artifacts)
          })
          for (const { settle } of chunk) settle.resolve()
          progress.loaded += chunk.length
          onProgress({ ...progress })
        }
      })
      await settled(loads)
      await Promise.all(holds.map(({ ready }) => ready))
    } catch (error) {
      for (const { settle, held } of missing) {
        settle.reject(error)
        this.#forget(held)
      }
      release()
      throw error
    }
    const places = holds.map(({ place }) => place)
    return { places, loadedCount: missing.length, reusedCount: holds.length - missing.length, release }
  }

  #newPlace(): ModelPlace {
    const thread = this.#counts.indexOf(Math.min(...this.#counts))
    this.#counts[thread] = (this.#counts[thread] ?? 0) + 1
    const slot = this.#freeSlots[thread]?.pop() ?? this.#slotEnds[thread] ?? 0
    if (slot === this.#slotEnds[thread]) this.#slotEnds[thread] = slot + 1
    return { thread, slot }
  }

  /** A failed one is not found any more, though others that wait for it hold its place until they let go. */
  #forget(held: Held): void {
    if (this.#held.get(held.key) === held) this.#held.delete(held.key)
  }

  #release(holds: readonly Held[]): void {
    const unused = this.#threads.map((): number[] => [])
    for (const held of holds) {
      if (--held.references > 0) continue
      const { thread, slot } = held.place
      this.#forget(held)
      this.#counts[thread] = (this.#counts[thread] ?? 1) - 1
      this.#freeSlots[thread]?.push(slot)
      unused[thread]?.push(slot)
    }
    for (const [thread, slots] of unused.entries()) {
      if (slots.length > 0) this.#threads[thread]?.dispose(slots)
    }
  }
}

function refusalOf(
  error: unknown,
  chunk: readonly { held: Held; index: number }[],
  artifacts: readonly LocalArtifact[],
): unknown {
  if (!(error instanceof ThreadFailure)) return error
  const refused = chunk.find(({ held }) => held.place.slot === error.slot)
  if (refused === undefined) return error
  return new ArtifactRefused(refused.index, artifacts[refused.index]?.sha256 ?? '', error)
}

/** Waits for all, then throws the first failure: no thread may still be loading when its slots are freed. */
async function settled(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

function once(action: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    action()
  }
}
