import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor } from './actor.ts'

const acting = new AsyncLocalStorage<Actor>()

/** Runs `work` on behalf of `actor`: events written meanwhile carry that identity. */
export function actAs<Result>(actor: Actor, work: () => Result): Result {
  return acting.run(actor, work)
}

export function actingActor(): Actor | undefined {
  return acting.getStore()
}

/** From here on, in this asynchronous call chain, `actor` acts. */
export function enterAs(actor: Actor): void {
  acting.enterWith(actor)
}
