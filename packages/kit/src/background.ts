import { backoffMs, pause } from './backoff.ts'
import type { Logger } from './log.ts'

/** Runs a loop until it returns or the signal aborts; one that throws is started again with backoff. */
export function startLoop(
  name: string,
  loop: (signal: AbortSignal) => Promise<void>,
  log: Logger,
): AsyncDisposable {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = (async () => {
    for (let attempt = 0; !signal.aborted; attempt++) {
      const began = Date.now()
      try {
        await loop(signal)
        return
      } catch (error) {
        if (signal.aborted) return
        log.error({ err: error, loop: name }, 'a background loop failed, starting it again')
      }
      if (Date.now() - began > 60_000) attempt = 0
      await pause(backoffMs(attempt, 200, 10_000), signal)
    }
  })()
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await running
    },
  }
}

/** Starts something once `ready` resolves; disposing before that means that it never starts. */
export function startWhen(ready: Promise<void>, begin: () => AsyncDisposable): AsyncDisposable {
  let disposed = false
  let started: AsyncDisposable | undefined
  const starting = ready.then(
    () => {
      if (!disposed) started = begin()
    },
    () => undefined,
  )
  return {
    async [Symbol.asyncDispose]() {
      disposed = true
      if (!started) return
      await starting
      await started[Symbol.asyncDispose]()
    },
  }
}
