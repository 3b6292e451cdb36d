/** Lets a command wake the loop that follows the desired state, and tells how the loop is getting on. */
export class FollowWake {
  /** Null until the desired state was read once. */
  lastReadAt: Date | null = null
  #wake: (() => void) | undefined
  #pending = false

  wake(): void {
    this.#pending = true
    this.#wake?.()
  }

  /** Resolves when woken, after the time given, or when the signal aborts. */
  async wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#pending && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, timeoutMs)
      const onAbort = () => resolve()
      signal.addEventListener('abort', onAbort, { once: true })
      this.#wake = resolve
      await promise
      this.#wake = undefined
      signal.removeEventListener('abort', onAbort)
      clearTimeout(timer)
    }
    this.#pending = false
  }
}
