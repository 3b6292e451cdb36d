/** Lets one part wake another that waits for work. */
export class Wake {
  #resolve: (() => void) | undefined
  #pending = false

  wake(): void {
    this.#pending = true
    this.#resolve?.()
  }

  /** Resolves when woken since the last wait, after the time given, or when the signal aborts. */
  async wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#pending && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, timeoutMs)
      const onAbort = () => resolve()
      signal.addEventListener('abort', onAbort, { once: true })
      this.#resolve = resolve
      await promise
      this.#resolve = undefined
      signal.removeEventListener('abort', onAbort)
      clearTimeout(timer)
    }
    this.#pending = false
  }
}
