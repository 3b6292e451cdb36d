import { DomainError } from '@headway/kit/errors'
import type { ProcessDeps } from '@headway/kit/process'
import type { PublishedFeed } from './published-feed.ts'

type Headers = Record<string, string | string[] | undefined>

/** Serves the newest feed as protocol buffers and, for people, as JSON. */
export function serveFeed(app: ProcessDeps<unknown>['app'], current: () => PublishedFeed | undefined): void {
  const get = (path: string, type: string, body: (published: PublishedFeed) => Buffer | string) =>
    app.get(path, (request, reply) => {
      const published = current()
      if (!published) throw new DomainError('UNAVAILABLE', 'no vehicle positions have been read yet')
      reply.headers({
        etag: published.etag,
        'last-modified': new Date(published.timestamp * 1000).toUTCString(),
        'cache-control': 'no-cache',
      })
      if (isKnown(request.headers, published)) return reply.status(304).send()
      return reply.type(type).send(body(published))
    })
  get('/trip-updates.pb', 'application/x-protobuf', ({ bytes }) => Buffer.from(bytes))
  get('/trip-updates.json', 'application/json; charset=utf-8', ({ feed }) => JSON.stringify(feed))
}

function isKnown(headers: Headers, { etag, timestamp }: PublishedFeed): boolean {
  const match = headers['if-none-match']
  if (typeof match === 'string') return match.split(',').some((known) => known.trim() === etag)
  const since = Date.parse(String(headers['if-modified-since'] ?? ''))
  return !Number.isNaN(since) && timestamp * 1000 <= since
}
