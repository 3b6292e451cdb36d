import { setTimeout as sleep } from 'node:timers/promises'
import { type GraphqlProblem, GraphqlRequestError } from './graphql-client.ts'

/** One message of a subscription; `cursor` is what a later subscription may go on from. */
export type SubscriptionMessage<Data> = {
  data: Data | null
  errors?: GraphqlProblem[]
  cursor: string | undefined
}

export type SubscribeOptions = {
  url: string
  token: string
  query: string
  variables?: Record<string, unknown>
  /** The cursor behind which to begin. */
  after?: string
  signal?: AbortSignal
}

/**
 * The messages of a subscription over server-sent events. A connection that breaks is opened again and goes on
 * behind the last message. Ends when the server completes it or `signal` aborts; throws GraphqlRequestError when
 * the server refuses it (CURSOR_EXPIRED: read the state anew and subscribe without `after`).
 */
export async function* subscribe<Data = Record<string, unknown>>(
  options: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage<Data>> {
  let cursor = options.after
  for (let failures = 0; !options.signal?.aborted; ) {
    try {
      for await (const { event, id, data } of readEvents(await open(options, cursor))) {
        failures = 0
        if (event === 'complete') return
        if (event !== 'next') continue
        cursor = id ?? cursor
        const message = JSON.parse(data) as { data?: Data | null; errors?: GraphqlProblem[] }
        if (!message.data && message.errors) throw new GraphqlRequestError(message.errors, null)
        yield { data: message.data ?? null, ...(message.errors ? { errors: message.errors } : {}), cursor }
      }
    } catch (error) {
      if (options.signal?.aborted) return
      if (error instanceof GraphqlRequestError || failures >= 10) throw error
    }
    failures += 1
    await sleep(Math.min(250 * 2 ** failures, 5000), undefined, { signal: options.signal }).catch(
      () => undefined,
    )
  }
}

async function open(
  options: SubscribeOptions,
  cursor: string | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(options.url, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${options.token}`,
      ...(cursor === undefined ? {} : { 'last-event-id': cursor }),
    },
    body: JSON.stringify({ query: options.query, variables: options.variables ?? {} }),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  if (response.ok && response.body) return response.body
  const text = await response.text()
  const problems = (JSON.parse(text) as { errors?: GraphqlProblem[] }).errors
  throw new GraphqlRequestError(problems ?? [{ message: `answered ${response.status}: ${text}` }], null)
}

type ServerSentEvent = { event: string; id: string | undefined; data: string }

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  let text = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = parseEvent(text.slice(0, end))
      text = text.slice(end + 2)
      if (event) yield event
    }
  }
}

function parseEvent(block: string): ServerSentEvent | undefined {
  const fields = new Map<string, string>()
  for (const line of block.split('\n')) {
    const at = line.indexOf(':')
    if (at === 0) continue
    const name = at < 0 ? line : line.slice(0, at)
    const value = at < 0 ? '' : line.slice(at + 1).replace(/^ /, '')
    fields.set(name, fields.has(name) ? `${fields.get(name)}\n${value}` : value)
  }
  const event = fields.get('event')
  return event === undefined ? undefined : { event, id: fields.get('id'), data: fields.get('data') ?? '' }
}
