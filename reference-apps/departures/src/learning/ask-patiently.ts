import { setTimeout as sleep } from 'node:timers/promises'
import { GraphqlRequestError } from '@headway/client/graphql-client'

/**
 * Asks again while an answer is late, a service is away or a step is not announced yet. What is asked is to be the same
 * request when it is asked twice.
 */
export async function askPatiently<Result>(
  ask: () => Promise<Result>,
  { signal, tell }: { signal: AbortSignal; tell: (error: unknown) => void },
): Promise<Result> {
  for (let waitMs = 500; ; waitMs = Math.min(10_000, waitMs * 2)) {
    signal.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      if (!isPassing(error)) throw error
      tell(error)
    }
    await sleep(waitMs, undefined, { signal })
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof GraphqlRequestError)) return true
  const [problem] = error.problems
  const code = problem?.extensions?.code
  const notAnnounced = problem?.extensions?.field?.endsWith('.uses') ?? false
  return code === 'UNAVAILABLE' || code === 'INTERNAL' || code === undefined || notAnnounced
}
