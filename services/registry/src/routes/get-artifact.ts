import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Adapters } from '../context.ts'
import { parseRange } from '../domain/byte-range.ts'

/** Sends an artifact or one range of it. A whole one whose bytes do not match its digest breaks off before its end. */
export async function getArtifact(
  { artifacts }: Pick<Adapters, 'artifacts'>,
  digest: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { size } = await artifacts.stat(digest)
  reply.headers({
    'accept-ranges': 'bytes',
    'content-type': 'application/octet-stream',
    etag: `"${digest}"`,
    'cache-control': 'private, max-age=31536000, immutable',
  })
  if (request.headers['if-none-match'] === `"${digest}"`) return reply.code(304).send()
  const range = parseRange(request.headers.range, size)
  if (range === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${size}`).send()
  }
  if (!range) return reply.header('content-length', size).send(artifacts.open(digest))
  const length = range.last - range.first + 1
  return reply
    .code(206)
    .headers({ 'content-length': length, 'content-range': `bytes ${range.first}-${range.last}/${size}` })
    .send(artifacts.open(digest, { offset: range.first, length }))
}
