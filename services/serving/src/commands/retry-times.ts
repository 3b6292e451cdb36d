const firstDelayMs = 500
const longestDelayMs = 30_000

/** When to try again what failed for a reason that may pass. */
export class RetryTimes {
  readonly #failures = new Map<string, { count: number; dueAt: number }>()

  isDue(key: string): boolean {
    return (this.#failures.get(key)?.dueAt ?? 0) <= Date.now()
  }

  /** Counts a failure; answers how many there were. */
  failed(key: string): number {
    const count = (this.#failures.get(key)?.count ?? 0) + 1
    const delay = Math.min(firstDelayMs * 2 ** (count - 1), longestDelayMs)
    this.#failures.set(key, { count, dueAt: Date.now() + delay })
    return count
  }

  succeeded(key: string): void {
    this.#failures.delete(key)
  }
}
