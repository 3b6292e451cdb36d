import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Address, lookUpAddresses } from './address.ts'

const lookUpEveryMs = 1000
const leaveOutMs = 2000
const probeEveryMs = 100
/** A machine that is gone answers nothing at all. */
export const connectWithinMs = 1000

type Standing = { inHand: number; outUntil: number; usedAt: number }

/**
 * The replicas of one service, by the addresses that its URLs have at the moment. Those that failed or are about to go
 * are left out for two seconds, unless there is no other.
 */
export class Replicas {
  readonly #urls: readonly URL[]
  readonly #patienceMs: number
  readonly #tell: (address: string, why: string) => void
  readonly #standings = new Map<string, Standing>()
  #addresses: Address[] = []
  #lookedUpAt = Number.NEGATIVE_INFINITY
  #lookingUp: Promise<void> | undefined
  #hasAnswered = false
  #downSince: number | undefined
  #probing: Promise<boolean> | undefined
  #turn = 0

  /**
   * `patienceMs`: how long a service that answered before is waited for when none of its replicas is there. `tell` hears
   * once of a replica that is left out, until it answers again.
   */
  constructor(
    urls: readonly string[],
    patienceMs: number,
    tell: (address: string, why: string) => void = () => undefined,
  ) {
    this.#urls = urls.map((url) => new URL(url))
    this.#patienceMs = patienceMs
    this.#tell = tell
  }

  /** The addresses to try, best first: in good standing, least in hand, longest unused. Empty when no name is known. */
  async inOrder(): Promise<Address[]> {
    if (performance.now() - this.#lookedUpAt > lookUpEveryMs) {
      const looked = this.#lookUp()
      // Old addresses are good enough for now.
      if (this.#addresses.length === 0) await looked
    }
    if (this.#addresses.length === 1) return this.#addresses
    const now = performance.now()
    const rank = (address: Address) => {
      const { inHand, outUntil, usedAt } = this.#standing(address)
      return { out: Math.max(0, outUntil - now), inHand, usedAt }
    }
    return this.#addresses
      .map((address) => ({ address, ...rank(address) }))
      .sort((a, b) => a.out - b.out || a.inHand - b.inHand || a.usedAt - b.usedAt)
      .map(({ address }) => address)
  }

  /** Counts a request as being in the hands of a replica until the returned value is disposed of. */
  use(address: Address): Disposable {
    const standing = this.#standing(address)
    standing.inHand++
    standing.usedAt = ++this.#turn
    return {
      [Symbol.dispose]() {
        standing.inHand--
      },
    }
  }

  /** Prefers the others for a while. */
  leaveOut(address: Address, why: string): void {
    const standing = this.#standing(address)
    if (standing.outUntil === 0) this.#tell(address.key, why)
    standing.outUntil = performance.now() + leaveOutMs
  }

  answered(address: Address, isLeaving: boolean): void {
    this.#hasAnswered = true
    this.#downSince = undefined
    if (isLeaving) this.leaveOut(address, 'it is stopping')
    else this.#standing(address).outUntil = 0
  }

  /**
   * Waits until any replica can be connected to; false when the service has been away for longer than the patience
   * allows, or was never there. All who wait share one look-out.
   */
  async comesBack(signal: AbortSignal): Promise<boolean> {
    if (!this.#hasAnswered) return false
    this.#downSince ??= performance.now()
    const end = this.#downSince + this.#patienceMs
    if (performance.now() >= end) return false
    this.#probing ??= this.#probe(end).finally(() => {
      this.#probing = undefined
    })
    const aborted = Promise.withResolvers<never>()
    const onAbort = () => aborted.reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await Promise.race([this.#probing, aborted.promise])
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  async #probe(end: number): Promise<boolean> {
    while (performance.now() < end) {
      await this.#lookUp()
      for (const address of this.#addresses) if (await canConnect(address)) return true
      await sleep(probeEveryMs)
    }
    return false
  }

  #lookUp(): Promise<void> {
    this.#lookingUp ??= lookUpAddresses(this.#urls)
      .then((addresses) => {
        this.#addresses = addresses
        const keys = new Set(addresses.map(({ key }) => key))
        for (const key of this.#standings.keys()) if (!keys.has(key)) this.#standings.delete(key)
      })
      // The addresses known so far may still be right.
      .catch(() => undefined)
      .finally(() => {
        this.#lookedUpAt = performance.now()
        this.#lookingUp = undefined
      })
    return this.#lookingUp
  }

  #standing({ key }: Address): Standing {
    let standing = this.#standings.get(key)
    if (!standing) {
      standing = { inHand: 0, outUntil: 0, usedAt: 0 }
      this.#standings.set(key, standing)
    }
    return standing
  }
}

function canConnect({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: connectWithinMs })
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
