import { type Msg, type NatsConnection, nanos } from 'nats'
import { newInbox } from './bus-connection-options.ts'
import { type Delivery, readDelivery } from './delivery.ts'

export type Verdict = { kind: 'ack' } | { kind: 'terminate' } | { kind: 'retry'; afterMs: number }

/** Every request for a message ends by itself after this, and is made again. */
const requestMs = 5000

/**
 * Asks a durable consumer for one message after the other and settles each as `handle` says, until the signal
 * aborts. Throws when the consumer or its stream is not there.
 */
export async function pullMessages(
  nats: NatsConnection,
  consumer: { stream: string; durable: string },
  handle: (delivery: Delivery) => Promise<Verdict>,
  signal: AbortSignal,
): Promise<void> {
  const inbox = newInbox(nats)
  const subscription = nats.subscribe(inbox)
  const subject = `$JS.API.CONSUMER.MSG.NEXT.${consumer.stream}.${consumer.durable}`
  const body = JSON.stringify({ batch: 1, expires: nanos(requestMs) })
  const ask = () => nats.publish(subject, body, { reply: inbox })
  let inHand = false
  // A request that a restarting server has forgotten is answered by nobody. With a message in hand nothing is asked
  // for: what came would wait here, unseen by consumers that are idle.
  const watch = setTimeout(() => {
    if (!inHand) ask()
    watch.refresh()
  }, requestMs + 2000)
  const stop = () => subscription.unsubscribe()
  signal.addEventListener('abort', stop, { once: true })
  try {
    if (signal.aborted) return
    ask()
    for await (const message of subscription) {
      watch.refresh()
      if (isNotice(message)) {
        ask()
        continue
      }
      const delivery = readDelivery(message)
      inHand = true
      const verdict = await handle(delivery)
      inHand = false
      watch.refresh()
      if (verdict.kind === 'ack' && !signal.aborted) {
        // Acknowledges and asks for the next in one message.
        delivery.ackAndAsk(inbox, requestMs)
        continue
      }
      if (verdict.kind === 'ack') delivery.ack()
      else if (verdict.kind === 'terminate') delivery.terminate()
      else delivery.retry(verdict.afterMs)
      if (!signal.aborted) ask()
    }
  } finally {
    clearTimeout(watch)
    signal.removeEventListener('abort', stop)
    subscription.unsubscribe()
  }
}

/** Whether this is word from the server instead of a message; throws when it says that there will be none. */
function isNotice(message: Msg): boolean {
  const code = message.headers?.code ?? 0
  if (code === 0) return false
  const description = message.headers?.description ?? ''
  const isGone = code === 503 || (code === 409 && /deleted/i.test(description))
  if (isGone) throw new Error(`the consumer does not answer: ${code} ${description}`.trim())
  return true
}
