import { setTimeout as sleep } from 'node:timers/promises'

const mostFailures = 3

/** Resolves when something was not well three times on end, or the signal aborts. */
export async function untilUnwell(
  isWell: () => Promise<boolean>,
  signal: AbortSignal,
  everyMs = 5000,
): Promise<void> {
  for (let failures = 0; failures < mostFailures; ) {
    await sleep(everyMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    failures = (await isWell()) ? 0 : failures + 1
  }
}
