import type { Actor } from '@headway/kit/actor'
import type { Identity } from '@headway/kit/identity'

/** Who asks, and for how long an answer is waited for. One for each operation. */
export type Caller = {
  actor: Actor
  /** When the token ends; null for one that does not. */
  expiresAt: Date | null
  /** A token for the subgraphs that names the actor; made once, when it is first needed. */
  internalToken: () => Promise<string>
  /** Aborts what is still being fetched when the operation's time is over. */
  signal: AbortSignal
}

/** Finds out who sends `authorization`; throws UNAUTHENTICATED saying why not. */
export async function identifyCaller(
  identity: Identity,
  authorization: string | undefined,
  timeoutMs: number,
): Promise<Caller> {
  const { actor, expiresAt } = await identity.authenticate(authorization, ['api-token', 'jwt'])
  let token: Promise<string> | undefined
  return {
    actor,
    expiresAt,
    internalToken: () => {
      token ??= identity.mintInternalToken(actor)
      return token
    },
    signal: AbortSignal.timeout(timeoutMs),
  }
}
