import type { Logger } from '@headway/kit/log'
import { Replicas } from './replicas.ts'

/** The services behind the gateway, by the names of their subgraphs. */
export class Upstreams {
  readonly #urls: Record<string, readonly string[]>
  readonly #patienceMs: number
  readonly #log: Logger
  readonly #known = new Map<string, { usualUrl: string; replicas: Replicas }>()

  /** `urls` stand in place of those that the supergraph has. */
  constructor(urls: Record<string, readonly string[]>, patienceMs: number, log: Logger) {
    this.#log = log
    this.#urls = urls
    this.#patienceMs = patienceMs
  }

  /** The replicas of a subgraph; what is known of them outlives a new supergraph with the same address. */
  open(name: string, usualUrl: string): Replicas {
    const known = this.#known.get(name)
    if (known?.usualUrl === usualUrl) return known.replicas
    const replicas = new Replicas(this.#urls[name] ?? [usualUrl], this.#patienceMs, (address, why) =>
      this.#log.warn({ service: name, address, why }, 'a replica is left out for now'),
    )
    this.#known.set(name, { usualUrl, replicas })
    return replicas
  }

  find(name: string): Replicas | undefined {
    return this.#known.get(name)?.replicas
  }
}
