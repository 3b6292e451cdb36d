import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Address } from './address.ts'
import { connectWithinMs } from './replicas.ts'

const kept = {
  http: new HttpAgent({ keepAlive: true, maxSockets: 256 }),
  https: new HttpsAgent({ keepAlive: true, maxSockets: 256 }),
}
const fresh = { http: new HttpAgent(), https: new HttpsAgent() }

/** A replica that gave no answer. `mayHaveActed`: the request, or a part of it, had been sent. */
export class NoAnswer extends Error {
  readonly mayHaveActed: boolean

  constructor(message: string, mayHaveActed: boolean, cause?: unknown) {
    super(message, { cause })
    this.mayHaveActed = mayHaveActed
  }
}

/** One request to one replica, under way. */
export type Exchange = {
  /** Where the body is written to; ended by the caller. */
  request: ClientRequest
  /** The answer's head; throws NoAnswer. */
  response: Promise<IncomingMessage>
  /** What a failure while the answer is read means. */
  noAnswer: (error: unknown) => NoAnswer
  /** Whether the replica says that it is about to go. */
  isLeaving: (response: IncomingMessage) => boolean
}

/**
 * Begins a request over a connection that is kept; `onFreshConnection` takes a new one, so that nothing was sent when the
 * replica turns out to be gone.
 */
export function beginExchange(
  address: Address,
  options: {
    method: string
    path: string
    headers: OutgoingHttpHeaders
    signal: AbortSignal
    onFreshConnection: boolean
  },
): Exchange {
  const { method, path, headers, signal, onFreshConnection } = options
  const agents = onFreshConnection ? fresh : kept
  const request = (address.secure ? httpsRequest : httpRequest)({
    host: address.host,
    port: address.port,
    servername: address.serverName,
    method,
    path,
    signal,
    agent: address.secure ? agents.https : agents.http,
    headers: { ...headers, host: address.authority },
  })
  let connected = false
  request.once('socket', (socket) => {
    if (!socket.connecting) {
      connected = true
      return
    }
    const giveUp = () => request.destroy(new Error(`no connection within ${connectWithinMs} ms`))
    const timer = setTimeout(giveUp, connectWithinMs)
    socket.once(address.secure ? 'secureConnect' : 'connect', () => {
      connected = true
      clearTimeout(timer)
    })
    socket.once('close', () => clearTimeout(timer))
  })
  const noAnswer = (error: unknown) =>
    new NoAnswer(error instanceof Error ? error.message : String(error), connected, error)
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve)
    // Later ones are those of the answer's stream, which tells them itself.
    request.on('error', (error) => reject(noAnswer(error)))
  })
  // Nobody keeps a connection that is asked for once.
  const isLeaving = ({ headers }: IncomingMessage) =>
    !onFreshConnection && headers.connection?.toLowerCase() === 'close'
  return { request, response, noAnswer, isLeaving }
}

/** The whole of an answer's body; throws when it breaks off. */
export async function readAll(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}
