import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks until the answer is neither false, null nor undefined, and gives it; asks every `intervalMs` (25).
 * A condition that throws is asked again. Throws after `timeoutMs` (20 s) with the last error as cause.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  options: { timeoutMs?: number; intervalMs?: number; what?: string } = {},
): Promise<Exclude<T, false | null | undefined>> {
  const { timeoutMs = 20_000, intervalMs = 25, what = condition.toString() } = options
  const end = Date.now() + timeoutMs
  let cause: unknown
  for (;;) {
    try {
      const answer = await condition()
      if (answer !== false && answer !== null && answer !== undefined) {
        return answer as Exclude<T, false | null | undefined>
      }
      cause = undefined
    } catch (error) {
      cause = error
    }
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${what}`, { cause })
    await sleep(intervalMs)
  }
}
