import type { Address } from './address.ts'
import { NoAnswer } from './exchange.ts'
import type { Replicas } from './replicas.ts'

/** More may be a request that brings down whoever it is sent to. */
const sendAtMost = 3

/** An answer; one that is `passedOver` counts only when no other replica has a better one. */
export type Attempt<Answer> = { answer: Answer; isPassedOver: boolean; isLeaving: boolean }

/**
 * Sends a request to a replica, and to another when that one gives no answer; when none is there, waits for the service
 * to come back, as long as its replicas' patience and the signal allow. What may have acted is sent again only if
 * `isRepeatable`. Throws NoAnswer, or the signal's reason.
 */
export async function askReplicas<Answer>(
  replicas: Replicas,
  request: {
    signal: AbortSignal
    isRepeatable: () => boolean
    /** `onFreshConnection`: a kept one turned out to be broken. */
    attempt: (address: Address, onFreshConnection: boolean) => Promise<Attempt<Answer>>
  },
): Promise<Answer> {
  const { signal, isRepeatable, attempt } = request
  let sent = 0
  for (;;) {
    const sentBefore = sent
    let failure: NoAnswer | undefined
    let passedOver: { answer: Answer } | undefined
    for (const address of await replicas.inOrder()) {
      using _use = replicas.use(address)
      try {
        const { answer, isPassedOver, isLeaving } = await attempt(address, sent > 0)
        replicas.answered(address, isLeaving)
        if (!isPassedOver) return answer
        passedOver = { answer }
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof NoAnswer)) throw error
        replicas.leaveOut(address, error.message)
        failure = error
        if (!error.mayHaveActed) continue
        sent++
        if (!isRepeatable() || sent >= sendAtMost) throw error
      }
    }
    if (passedOver) return passedOver.answer
    if (sent > sentBefore) continue
    if (!(await replicas.comesBack(signal))) throw failure ?? new NoAnswer('no address is known', false)
  }
}
