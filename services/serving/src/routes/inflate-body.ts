import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import { DomainError } from '@headway/kit/errors'
import type { FastifyRequest } from 'fastify'

const inflaters = new Map([
  ['gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
])

/**
 * The body of a request, inflated when its `content-encoding` says that it is compressed; `limit` is the most bytes
 * that it may have then. INVALID_ARGUMENT for another encoding, RESOURCE_EXHAUSTED when it is larger.
 */
export async function inflateBody({ body, headers }: FastifyRequest, limit: number): Promise<Buffer> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  const encoding = headers['content-encoding']
  if (encoding === undefined || encoding === 'identity') return bytes
  const field = 'content-encoding'
  const inflater = inflaters.get(encoding)
  if (inflater === undefined) {
    const expected = `one of ${[...inflaters.keys()].join(', ')}`
    throw new DomainError('INVALID_ARGUMENT', `${field} is ${encoding}`, { field, value: encoding, expected })
  }
  return inflater(bytes, { maxOutputLength: limit }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ERR_BUFFER_TOO_LARGE') {
      const expected = `at most ${limit} bytes`
      throw new DomainError('RESOURCE_EXHAUSTED', 'the request is too large', {
        cause,
        field: 'body',
        expected,
      })
    }
    throw new DomainError('INVALID_ARGUMENT', `the body is not valid ${encoding}`, {
      cause,
      field,
      value: encoding,
    })
  })
}
