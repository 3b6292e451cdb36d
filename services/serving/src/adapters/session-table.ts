import { DomainError } from '@headway/kit/errors'
import type { ModelPlace } from '../domain/routing.ts'
import type { CheckedArtifacts } from './checked-artifacts.ts'
import { type InferenceThread, ThreadFailure } from './inference-handle.ts'
import { type ResidencyCounts, sumCounts } from './residency-counts.ts'
import type { ModelSignature } from './thread-messages.ts'

/** An artifact where its bytes are: a range of a pack's local file. */
export type LocalArtifact = { sha256: string; pack: string; path: string; offset: number; length: number }

export type LeaseOptions = {
  /** Whether an artifact is loaded before the lease is there; the others are when they are asked for, or by `fill`. */
  isEager: (index: number, isChecked: boolean) => boolean
  /** Whether it is never unloaded. */
  isPinned: (index: number) => boolean
}

export type Lease = {
  /** A place for each artifact asked, in that order. */
  places: ModelPlace[]
  /** Loads those of the given indexes that are not, as far as there is room. */
  fill(indexes: readonly number[], signal: AbortSignal): Promise<void>
  release(): void
}

export type LeaseProgress = { toLoad: number; loaded: number }

/** Where a session is. */
export type SessionPlace = { thread: number; slot: number }

type Held = { key: string; pack: string; place: SessionPlace; references: number; ready: Promise<void> }
type Missing = { held: Held; index: number; isChecked: boolean; settle: PromiseWithResolvers<void> }

/** Artifacts loaded between two looks at whether the load is still wanted. */
const waveSize = 32
const holdSize = 512

/** A refused artifact: which of those asked for, and why. */
export class ArtifactRefused extends DomainError {
  readonly index: number

  constructor(index: number, cause: Error & { code: DomainError['code'] }) {
    super(cause.code, cause.message, { cause })
    this.index = index
  }

  /** The same of a longer list, in which the artifact stands elsewhere. */
  at(index: number): ArtifactRefused {
    return new ArtifactRefused(index, this)
  }
}

/**
 * The models of all threads by artifact: each artifact has a place in one thread, however many versions and variants hold
 * it, and goes when the last lets go. Whether it is loaded there is the thread's affair.
 */
export class SessionTable {
  readonly #threads: readonly InferenceThread[]
  readonly #checked: CheckedArtifacts
  readonly #held = new Map<string, Held>()
  readonly #bySlot: (Held | undefined)[][]
  readonly #counts: number[]
  readonly #freeSlots: number[][]

  constructor(threads: readonly InferenceThread[], checked: CheckedArtifacts) {
    this.#threads = threads
    this.#checked = checked
    this.#bySlot = threads.map(() => [])
    this.#counts = threads.map(() => 0)
    this.#freeSlots = threads.map(() => [])
  }

  /** Artifacts that have a place, loaded or not. */
  get heldCount(): number {
    return this.#held.size
  }

  /** Whether an artifact has a place, by artifact and signature. */
  isHeld(key: string): boolean {
    return this.#held.has(key)
  }

  get counts(): ResidencyCounts {
    return sumCounts(this.#threads.map(({ counts }) => counts))
  }

  /** The pack that the artifact of a place comes from. */
  packOf({ thread, slot }: SessionPlace): string | undefined {
    return this.#bySlot[thread]?.[slot]?.pack
  }

  /**
   * Holds every artifact, loading and checking the eager ones that are new. Rejects with ArtifactRefused when one is not
   * what it should be; then, and when the signal aborts, nothing more is held than before.
   */
  async lease(
    artifacts: readonly LocalArtifact[],
    signature: ModelSignature,
    { isEager, isPinned }: LeaseOptions,
    signal: AbortSignal,
    onProgress: (progress: LeaseProgress) => void,
  ): Promise<Lease> {
    const shape = JSON.stringify([signature.inputs, signature.outputs, signature.features.length])
    const missing: Missing[] = []
    const holds = artifacts.map(({ sha256, pack }, index) => {
      const key = `${sha256} ${shape}`
      const known = this.#held.get(key)
      if (known) {
        known.references++
        return known
      }
      const settle = Promise.withResolvers<void>()
      // Whoever waits for it sees the failure; nobody waiting is no reason to stop the process.
      settle.promise.catch(() => {})
      const held = { key, pack, place: this.#newPlace(), references: 1, ready: settle.promise }
      this.#held.set(key, held)
      const { thread, slot } = held.place
      const slots = this.#bySlot[thread]
      if (slots) slots[slot] = held
      missing.push({ held, index, isChecked: this.#checked.has(key), settle })
      return held
    })
    const release = once(() => this.#release(holds))
    const byEagerness = Map.groupBy(missing, ({ index, isChecked }) => isEager(index, isChecked))
    const eager = byEagerness.get(true) ?? []
    const progress = { toLoad: eager.length, loaded: 0 }
    onProgress({ ...progress })
    try {
      this.#hold(missing, artifacts, signature, isPinned)
      for (const { settle } of byEagerness.get(false) ?? []) settle.resolve()
      const byThread = Map.groupBy(eager, ({ held }) => held.place.thread)
      const loads = [...byThread].map(async ([thread, queue]) => {
        for (let at = 0; at < queue.length; at += waveSize) {
          signal.throwIfAborted()
          const wave = queue.slice(at, at + waveSize)
          const slots = wave.map(({ held }) => held.place.slot)
          await this.#threads[thread]?.load(slots, false).catch((error) => {
            throw refusalOf(error, wave)
          })
          for (const { held, settle } of wave) {
            this.#checked.add(held.key)
            settle.resolve()
          }
          progress.loaded += wave.length
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
    return {
      places: holds.map(({ place }) => place),
      fill: (indexes, until) =>
        this.#fill(
          indexes.map((index) => holds[index]?.place),
          until,
        ),
      release,
    }
  }

  #hold(
    missing: readonly Missing[],
    artifacts: readonly LocalArtifact[],
    signature: ModelSignature,
    isPinned: (index: number) => boolean,
  ): void {
    for (const [thread, queue] of Map.groupBy(missing, ({ held }) => held.place.thread)) {
      const holds = queue.map(({ held, index, isChecked }) => {
        const { sha256, path, offset, length } = artifacts[index] as LocalArtifact
        const { slot } = held.place
        return { slot, sha256, path, offset, length, isPinned: isPinned(index), isChecked }
      })
      for (let at = 0; at < holds.length; at += holdSize) {
        this.#threads[thread]?.hold(holds.slice(at, at + holdSize), signature)
      }
    }
  }

  async #fill(places: readonly (SessionPlace | undefined)[], signal: AbortSignal): Promise<void> {
    const known = places.filter((place) => place !== undefined)
    const byThread = Map.groupBy(known, ({ thread }) => thread)
    const fills = [...byThread].map(async ([thread, queue]) => {
      for (let at = 0; at < queue.length && !signal.aborted; at += waveSize) {
        const slots = queue.slice(at, at + waveSize).map(({ slot }) => slot)
        await this.#threads[thread]?.load(slots, true)
      }
    })
    await settled(fills)
  }

  #newPlace(): SessionPlace {
    const thread = this.#counts.indexOf(Math.min(...this.#counts))
    this.#counts[thread] = (this.#counts[thread] ?? 0) + 1
    const slot = this.#freeSlots[thread]?.pop() ?? this.#bySlot[thread]?.length ?? 0
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
      const slots = this.#bySlot[thread]
      if (slots) slots[slot] = undefined
      this.#counts[thread] = (this.#counts[thread] ?? 1) - 1
      this.#freeSlots[thread]?.push(slot)
      unused[thread]?.push(slot)
    }
    for (const [thread, slots] of unused.entries()) {
      if (slots.length > 0) this.#threads[thread]?.dispose(slots)
    }
  }
}

function refusalOf(error: unknown, wave: readonly Missing[]): unknown {
  if (!(error instanceof ThreadFailure)) return error
  const refused = wave.find(({ held }) => held.place.slot === error.slot)
  if (refused === undefined) return error
  return new ArtifactRefused(refused.index, error)
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
