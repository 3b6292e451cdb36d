import { DomainError } from '@headway/kit/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { UploadPart } from '../adapters/upload-folder.ts'
import type { Adapters } from '../context.ts'
import { parseContentRange } from '../domain/byte-range.ts'

/**
 * Takes an artifact, whole or by parts in order: 201 when it is stored, 200 when it was there, 202 with
 * `upload-offset` when more is to come, 416 with `upload-offset` for a part at another offset.
 */
export async function putArtifact(
  { artifacts, uploads }: Pick<Adapters, 'artifacts' | 'uploads'>,
  digest: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (await artifacts.has(digest)) {
    // The body is read to its end, or the client sees a broken connection instead of the answer.
    request.raw.resume()
    return reply.code(200).send(await artifacts.stat(digest))
  }
  try {
    const { heldBytes, stored } = await uploads.receive(digest, request.raw, announcedPart(request))
    if (stored) return reply.code(201).send(stored)
    return reply.code(202).header('upload-offset', heldBytes).send({ digest, heldBytes })
  } catch (error) {
    request.raw.resume()
    if (error instanceof DomainError && error.code === 'FAILED_PRECONDITION') {
      const { code, message, field, value, expected, details } = error
      return reply
        .code(416)
        .header('upload-offset', String(details?.heldBytes ?? 0))
        .send({ error: { code, message, field, value, expected } })
    }
    throw error
  }
}

function announcedPart({ headers }: FastifyRequest): UploadPart {
  const header = headers['content-range']
  if (header === undefined) {
    // With its length known, a body that was cut short is an unfinished upload and not a wrong one.
    const length = headers['content-length'] === undefined ? null : Number(headers['content-length'])
    return { offset: 0, length, total: length }
  }
  const { first, last, total } = parseContentRange(header)
  return { offset: first, length: last - first + 1, total }
}
