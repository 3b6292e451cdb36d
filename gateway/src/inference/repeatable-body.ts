import type { ClientRequest } from 'node:http'
import type { Readable } from 'node:stream'
import { DomainError } from '@headway/kit/errors'

/**
 * A request's body that is passed on while it arrives. What was passed on is kept up to `keepBytes`, so that it can be
 * sent to another when the first one fails; more than `limitBytes` is refused with RESOURCE_EXHAUSTED.
 */
export class RepeatableBody {
  readonly #source: AsyncIterator<Buffer>
  readonly #keepBytes: number
  readonly #limitBytes: number
  #chunks: Buffer[] = []
  #dropped = 0
  #size = 0
  #isOver = false
  #pulling: Promise<void> | undefined

  constructor(source: Readable, { keepBytes, limitBytes }: { keepBytes: number; limitBytes: number }) {
    this.#source = source[Symbol.asyncIterator]()
    this.#keepBytes = keepBytes
    this.#limitBytes = limitBytes
  }

  /** Whether everything that was passed on is still there. */
  get isRepeatable(): boolean {
    return this.#dropped === 0
  }

  /** Passes the body on from its beginning, no faster than it is taken, and ends the request; stops when it closes. */
  async writeTo(request: ClientRequest): Promise<void> {
    for (let index = 0; ; index++) {
      if (request.destroyed) return
      const chunk = await this.#at(index)
      if (chunk === undefined) {
        request.end()
        return
      }
      if (!request.write(chunk)) await drained(request)
      if (this.#size > this.#keepBytes && !request.destroyed) this.#dropUpTo(index)
    }
  }

  async #at(index: number): Promise<Buffer | undefined> {
    while (index >= this.#dropped + this.#chunks.length && !this.#isOver) {
      // Whoever was told to write before may still wait for the same chunk.
      this.#pulling ??= this.#pull().finally(() => {
        this.#pulling = undefined
      })
      await this.#pulling
    }
    return this.#chunks[index - this.#dropped]
  }

  async #pull(): Promise<void> {
    const { value, done } = await this.#source.next()
    if (done) {
      this.#isOver = true
      return
    }
    this.#size += value.length
    if (this.#size > this.#limitBytes) throw tooLarge(this.#limitBytes)
    this.#chunks.push(value)
  }

  #dropUpTo(index: number): void {
    this.#chunks = this.#chunks.slice(index + 1 - this.#dropped)
    this.#dropped = index + 1
  }
}

export function tooLarge(limitBytes: number): DomainError {
  return new DomainError('RESOURCE_EXHAUSTED', 'the body is too large', {
    field: 'content-length',
    expected: `at most ${limitBytes} bytes`,
  })
}

function drained(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      request.off('drain', go)
      request.off('close', go)
      resolve()
    }
    request.on('drain', go)
    request.on('close', go)
  })
}
