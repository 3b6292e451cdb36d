import { pause } from './backoff.ts'
import type { Bus } from './bus.ts'

/** Listens on a subject, across reconnections, until the signal aborts. */
export async function listen(
  connection: Bus['connection'],
  subject: string,
  handle: (data: Uint8Array, subject: string) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const nats = await connection(signal)
      const subscription = nats.subscribe(subject)
      const stop = () => subscription.unsubscribe()
      signal.addEventListener('abort', stop, { once: true })
      for await (const message of subscription) handle(message.data, message.subject)
      signal.removeEventListener('abort', stop)
    } catch {
      await pause(200, signal)
    }
  }
}
