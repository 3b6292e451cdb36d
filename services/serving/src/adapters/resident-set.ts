import { setImmediate as nextTurn } from 'node:timers/promises'
import { DomainError } from '@headway/kit/errors'
import type { LoadedModel } from './loaded-model.ts'
import type { SharedCounts } from './residency-counts.ts'
import { sessionBytes } from './session-bytes.ts'
import type { ArtifactHold, ModelSignature } from './thread-messages.ts'

type OpenModel = (artifact: ArtifactHold, signature: ModelSignature) => Promise<LoadedModel>

type Held = {
  artifact: ArtifactHold
  signature: ModelSignature
  model: LoadedModel | undefined
  loading: Promise<void> | undefined
  /** Runs that have it now: it is not unloaded under them. */
  uses: number
  isGone: boolean
}

/** An artifact that could not be loaded. */
export class LoadFailure extends Error {
  readonly slot: number

  constructor(slot: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.slot = slot
  }
}

/**
 * The models of one inference thread. All that it holds can be run; at most `limitBytes` of them are loaded, pinned ones
 * and those in use aside: past that, the least recently used are unloaded, and loaded again when a run asks for them.
 */
export class ResidentSet {
  readonly #open: OpenModel
  readonly #limitBytes: number
  readonly #counts: SharedCounts
  readonly #held = new Map<number, Held>()
  /** Loaded ones that may be unloaded, the least recently used first. */
  readonly #evictable = new Set<Held>()
  #bytes = 0
  #waitingRuns = 0

  constructor(open: OpenModel, limitBytes: number, counts: SharedCounts) {
    this.#open = open
    this.#limitBytes = limitBytes
    this.#counts = counts
  }

  hold(artifact: ArtifactHold, signature: ModelSignature): void {
    const held = { artifact, signature, model: undefined, loading: undefined, uses: 0, isGone: false }
    this.#held.set(artifact.slot, held)
  }

  /**
   * Loads and checks one, ahead of any run, unless runs wait for others: those go first. With `onlyIntoRoom` it stays
   * unloaded where room would have to be made, and the answer is false.
   */
  async load(slot: number, onlyIntoRoom: boolean): Promise<boolean> {
    while (this.#waitingRuns > 0) await nextTurn()
    const held = this.#held.get(slot)
    if (held === undefined || held.model) return true
    if (onlyIntoRoom && !this.#hasRoomFor(sessionBytes(held.artifact.length))) return false
    await this.#load(held)
    return true
  }

  /**
   * The models of the slots, loading what is not; each is kept until `letGo`. UNAVAILABLE when the deadline (milliseconds
   * since 1970) passes first; LoadFailure names a slot that cannot be loaded.
   */
  async acquire(slots: Int32Array, deadline: number): Promise<Held[]> {
    const wanted = Array.from(slots, (slot) => {
      const held = this.#held.get(slot)
      if (held) return held
      throw new DomainError('INTERNAL', `slot ${slot} is empty`)
    })
    for (const held of wanted) this.#use(held)
    const missing = wanted.filter(({ model }) => model === undefined)
    if (missing.length === 0) return wanted
    try {
      await this.#bringBack(missing, deadline)
    } catch (error) {
      this.letGo(wanted)
      throw error
    }
    return wanted
  }

  letGo(used: readonly Held[]): void {
    for (const held of used) {
      held.uses--
      if (held.isGone) this.#unload(held)
    }
    // What was in use when room was made may have to go now.
    this.#makeRoomFor(0)
  }

  drop(slots: readonly number[]): void {
    for (const slot of slots) {
      const held = this.#held.get(slot)
      this.#held.delete(slot)
      if (held === undefined) continue
      held.isGone = true
      this.#unload(held)
    }
  }

  #use(held: Held): void {
    held.uses++
    if (this.#evictable.delete(held)) this.#evictable.add(held)
  }

  async #bringBack(missing: readonly Held[], deadline: number): Promise<void> {
    const began = performance.now()
    this.#counts.add('misses', missing.length)
    this.#waitingRuns++
    try {
      for (const held of missing) {
        checkDeadline(deadline)
        if (held.model === undefined) await this.#load(held)
        // One at a time: runs whose models are loaded go on meanwhile.
        await nextTurn()
      }
    } finally {
      this.#waitingRuns--
      this.#counts.add('reloadMs', performance.now() - began)
    }
  }

  #load(held: Held): Promise<void> {
    held.loading ??= this.#openInto(held).finally(() => {
      held.loading = undefined
    })
    return held.loading
  }

  async #openInto(held: Held): Promise<void> {
    const { artifact, signature } = held
    this.#makeRoomFor(sessionBytes(artifact.length))
    const model = await this.#open(artifact, signature).catch((error) => {
      throw new LoadFailure(artifact.slot, error)
    })
    artifact.isChecked = true
    held.model = model
    this.#bytes += model.bytes
    this.#counts.add('loads', 1)
    this.#counts.add('models', 1)
    this.#counts.add('bytes', model.bytes)
    if (!artifact.isPinned) this.#evictable.add(held)
    if (held.isGone) this.#unload(held)
  }

  #hasRoomFor(bytes: number): boolean {
    return this.#bytes + bytes <= this.#limitBytes
  }

  #makeRoomFor(bytes: number): void {
    if (this.#hasRoomFor(bytes)) return
    for (const held of this.#evictable) {
      if (held.uses > 0) continue
      this.#unload(held)
      this.#counts.add('evictions', 1)
      if (this.#hasRoomFor(bytes)) return
    }
  }

  #unload(held: Held): void {
    const { model } = held
    if (held.uses > 0 || model === undefined) return
    held.model = undefined
    this.#evictable.delete(held)
    this.#bytes -= model.bytes
    this.#counts.add('models', -1)
    this.#counts.add('bytes', -model.bytes)
    void model.release()
  }
}

export function checkDeadline(deadline: number): void {
  if (Date.now() > deadline)
    throw new DomainError('UNAVAILABLE', 'the deadline passed before every row was answered')
}
