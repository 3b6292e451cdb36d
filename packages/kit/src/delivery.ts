import { type Msg, nanos } from 'nats'

/** A message as a durable consumer delivers it, and the ways to settle it. */
export type Delivery = {
  subject: string
  data: Uint8Array
  headers: Record<string, string>
  /** In its stream. */
  sequence: number
  /** 1 at the first delivery. */
  deliveryCount: number
  time: Date
  ack(): void
  /** Acks and asks for the next message, in one go. */
  ackAndAsk(inbox: string, expiresMs: number): void
  retry(afterMs: number): void
  terminate(): void
  /** Tells the server that the message is still in hand. */
  working(): void
}

/** Reads the subject that a message is settled on: `$JS.ACK.[domain.account.]stream.consumer.count.sequence.…`. */
export function readDelivery(message: Msg): Delivery {
  const tokens = (message.reply ?? '').split('.')
  const rest = tokens.length === 9 ? tokens.slice(2) : tokens.slice(4)
  if (tokens[0] !== '$JS' || tokens[1] !== 'ACK' || rest.length < 6) {
    throw new Error(`not a message of a consumer: ${message.subject}`)
  }
  const [deliveryCount, sequence, , timestampNanos] = rest.slice(2).map(Number) as [
    number,
    number,
    number,
    number,
  ]
  const headers: Record<string, string> = {}
  for (const name of message.headers?.keys() ?? []) headers[name] = message.headers?.get(name) ?? ''
  const settle = (text: string, reply?: string) => {
    message.respond(Buffer.from(text), reply === undefined ? undefined : { reply })
  }
  return {
    subject: message.subject,
    data: message.data,
    headers,
    sequence,
    deliveryCount,
    time: new Date(timestampNanos / 1e6),
    ack: () => settle('+ACK'),
    ackAndAsk: (inbox, expiresMs) =>
      settle(`+NXT ${JSON.stringify({ batch: 1, expires: nanos(expiresMs) })}`, inbox),
    retry: (afterMs) => settle(`-NAK ${JSON.stringify({ delay: nanos(afterMs) })}`),
    terminate: () => settle('+TERM'),
    working: () => settle('+WPI'),
  }
}
