import type { Engine } from '../domain/engine.ts'
import type { InputLayout, ModelDefinition } from '../domain/model-definition.ts'
import { inputLayout } from '../domain/model-definition.ts'
import type { RoutingTable } from '../domain/routing.ts'
import type { Lease } from './session-table.ts'

/** A model version whose partitions can all be answered. It stays whole while a request uses it. */
export class ResidentVersion {
  readonly versionId: string
  readonly manifestDigest: string
  /** What was allowed to run it. */
  readonly engine: Engine
  readonly definition: ModelDefinition
  readonly layout: InputLayout
  /** What it takes and gives, to be compared with that of other versions. */
  readonly face: string
  readonly routing: RoutingTable
  readonly #lease: Lease
  #uses = 0
  #retired = false

  constructor(given: {
    versionId: string
    manifestDigest: string
    engine: Engine
    definition: ModelDefinition
    routing: RoutingTable
    lease: Lease
  }) {
    this.versionId = given.versionId
    this.manifestDigest = given.manifestDigest
    this.engine = given.engine
    this.definition = given.definition
    this.layout = inputLayout(given.definition)
    const { features, outputs } = given.definition
    this.face = JSON.stringify([features, outputs.map(({ name }) => name), this.layout])
    this.routing = given.routing
    this.#lease = given.lease
  }

  get artifactCount(): number {
    return this.#lease.places.length
  }

  /** Loads those artifacts of the given indexes that are not in memory, as far as there is room. */
  async fill(indexes: readonly number[], signal: AbortSignal): Promise<void> {
    using _use = this.use()
    await this.#lease.fill(indexes, signal)
  }

  /** Keeps the version until disposed. */
  use(): Disposable {
    this.#uses++
    let ended = false
    return {
      [Symbol.dispose]: () => {
        if (ended) return
        ended = true
        this.#uses--
        this.#freeWhenDrained()
      },
    }
  }

  /** Frees its models once nobody uses it any more. */
  retire(): void {
    this.#retired = true
    this.#freeWhenDrained()
  }

  #freeWhenDrained(): void {
    if (this.#retired && this.#uses === 0) this.#lease.release()
  }
}
