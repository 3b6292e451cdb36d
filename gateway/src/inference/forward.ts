import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { Address } from '../upstream/address.ts'
import { type Attempt, askReplicas } from '../upstream/ask-replicas.ts'
import { beginExchange, type Exchange, NoAnswer, readAll } from '../upstream/exchange.ts'
import type { Replicas } from '../upstream/replicas.ts'
import { RepeatableBody } from './repeatable-body.ts'

/** A request of which as much was passed on cannot be sent to another replica; a longer answer is passed on as it comes. */
const keepBytes = 16 * 1024 * 1024

/** What concerns one connection, or is set anew for the next. */
const ofConnection = new Set([
  'connection',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

export type Forwarded = { status: number; headers: OutgoingHttpHeaders; body: Buffer | Readable }

/**
 * Sends a request on to a replica as it is and answers with its answer. Everything in the protocol may be repeated: it
 * has no effect but the log. Throws NoAnswer, RESOURCE_EXHAUSTED for a body over the limit, or the signal's reason.
 */
export async function forward(
  replicas: Replicas,
  incoming: IncomingMessage,
  { signal, limitBytes }: { signal: AbortSignal; limitBytes: number },
): Promise<Forwarded> {
  const body = hasBody(incoming) ? new RepeatableBody(incoming, { keepBytes, limitBytes }) : undefined
  const headers = passedOn(incoming.headers)
  return askReplicas(replicas, {
    signal,
    isRepeatable: () => body?.isRepeatable ?? true,
    attempt: async (address, onFreshConnection) => {
      const exchange = begin(address, incoming, { headers, signal, onFreshConnection })
      try {
        return await answerOf(exchange, await headOf(exchange, body))
      } catch (error) {
        exchange.request.destroy()
        throw error
      }
    },
  })
}

function begin(
  address: Address,
  { method = 'GET', url = '/' }: IncomingMessage,
  options: { headers: OutgoingHttpHeaders; signal: AbortSignal; onFreshConnection: boolean },
): Exchange {
  return beginExchange(address, { method, path: url, ...options })
}

/** Sends the body and waits for the answer's head, which may come before the body is sent. */
async function headOf(exchange: Exchange, body: RepeatableBody | undefined): Promise<IncomingMessage> {
  if (body === undefined) {
    exchange.request.end()
    return exchange.response
  }
  const sent = body.writeTo(exchange.request)
  return Promise.race([exchange.response, sent.then(() => exchange.response)])
}

async function answerOf(exchange: Exchange, response: IncomingMessage): Promise<Attempt<Forwarded>> {
  const status = response.statusCode ?? 502
  const isLeaving = exchange.isLeaving(response)
  if (status === 503 && isLeaving) {
    response.resume()
    throw new NoAnswer('it is stopping', false)
  }
  // What has not loaded a version, or is not at the revision that is demanded, speaks for itself alone.
  const isPassedOver = status === 503 || status === 412
  const isShort = Number(response.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= keepBytes
  const headers = passedOn(response.headers)
  if (!isShort) return { answer: { status, headers, body: response }, isPassedOver: false, isLeaving }
  // Read whole: another is asked when it breaks off.
  const body = await readAll(response).catch((error) => {
    throw exchange.noAnswer(error)
  })
  return { answer: { status, headers, body }, isPassedOver, isLeaving }
}

function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}

function passedOn(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.has(name)))
}
